/** Codes of a clock that is two seconds ahead become valid while the user types them. */
const harmlessAheadMs = 2_000;
/** The server also accepts the previous code, so ten seconds remain to type. */
const harmlessBehindMs = 20_000;

export type ClockReading = {
  /** This device's clock, in milliseconds since 1970. */
  askedAt: number;
  answeredAt: number;
  serverNow: number;
};

/** In milliseconds; negative if this device is behind. Assumes that request and response took equally long. */
export function driftMs({ askedAt, answeredAt, serverNow }: ClockReading): number {
  return Math.round((askedAt + answeredAt) / 2) - serverNow;
}

/** Undefined if the difference is harmless. */
export function driftText(drift: number): string | undefined {
  if (drift <= harmlessAheadMs && drift >= -harmlessBehindMs) return undefined;
  return `This device's clock is ${spanOf(Math.abs(drift))} ${drift > 0 ? "ahead" : "behind"}.`;
}

const units = [
  { name: "day", ms: 86_400_000 },
  { name: "hour", ms: 3_600_000 },
  { name: "minute", ms: 60_000 },
  { name: "second", ms: 1_000 },
];

/** The unit must give at least 2, so that 89 seconds are not rounded to "1 minute". */
function spanOf(ms: number): string {
  const unit = units.find((each) => ms >= 2 * each.ms) ?? { name: "second", ms: 1_000 };
  const count = Math.round(ms / unit.ms);
  return `${count} ${unit.name}${count === 1 ? "" : "s"}`;
}
