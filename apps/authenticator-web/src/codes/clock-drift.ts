/** The server refuses a code of the next step, but typing a code takes longer than these two seconds. */
const harmlessAheadMs = 2_000;
/** The server accepts the code of the previous step, so this delay still leaves ten seconds to type a code. */
const harmlessBehindMs = 20_000;

export type ClockReading = {
  /** This device's clock at the request and at the response, in milliseconds since 1970. */
  askedAt: number;
  answeredAt: number;
  serverNow: number;
};

/** How far this device is ahead of the server in milliseconds; negative if behind. It assumes equal travel times. */
export function driftMs({ askedAt, answeredAt, serverNow }: ClockReading): number {
  return Math.round((askedAt + answeredAt) / 2) - serverNow;
}

/** What to tell the user; undefined if the difference is harmless. */
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

/** Uses the largest unit with a count of at least two, so that 89 seconds are not rounded to "1 minute". */
function spanOf(ms: number): string {
  const unit = units.find((each) => ms >= 2 * each.ms) ?? { name: "second", ms: 1_000 };
  const count = Math.round(ms / unit.ms);
  return `${count} ${unit.name}${count === 1 ? "" : "s"}`;
}
