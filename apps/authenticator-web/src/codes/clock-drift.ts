/** The next step's code is refused and counted, but a user can't type it within two seconds of its appearance. */
const harmlessAheadMs = 2_000;
/** The previous step's code is still taken. That leaves ten seconds to type the one that shows at the step's end. */
const harmlessBehindMs = 20_000;

export type ClockReading = {
  /** This device's clock when the question went out and when the answer came, in milliseconds since 1970. */
  askedAt: number;
  answeredAt: number;
  serverNow: number;
};

/** How far this device is ahead of the server, in milliseconds; behind is negative. The answer took half the way. */
export function driftMs({ askedAt, answeredAt, serverNow }: ClockReading): number {
  return Math.round((askedAt + answeredAt) / 2) - serverNow;
}

/** What to tell the person, or nothing when the difference does no harm. */
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

/** In the largest unit of which there are two, so that rounding never says "1 minute" for 89 seconds. */
function spanOf(ms: number): string {
  const unit = units.find((each) => ms >= 2 * each.ms) ?? { name: "second", ms: 1_000 };
  const count = Math.round(ms / unit.ms);
  return `${count} ${unit.name}${count === 1 ? "" : "s"}`;
}
