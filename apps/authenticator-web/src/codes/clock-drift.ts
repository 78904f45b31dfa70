/** A clock that is up to two seconds ahead does no harm. Its codes become valid while the user types them. */
const harmlessAheadMs = 2_000;
/**
 * A clock that is up to 20 seconds behind does no harm, because the server also accepts the previous code. The
 * user still has at least ten seconds to type the code.
 */
const harmlessBehindMs = 20_000;

export type ClockReading = {
  askedAt: number;
  answeredAt: number;
  serverNow: number;
};

/** Returns milliseconds, negative if this device's clock is behind. */
export function driftMs({ askedAt, answeredAt, serverNow }: ClockReading): number {
  return Math.round((askedAt + answeredAt) / 2) - serverNow;
}

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

/** The unit must fit at least twice, so 89 seconds don't become "1 minute". */
function spanOf(ms: number): string {
  const unit = units.find((each) => ms >= 2 * each.ms) ?? { name: "second", ms: 1_000 };
  const count = Math.round(ms / unit.ms);
  return `${count} ${unit.name}${count === 1 ? "" : "s"}`;
}
