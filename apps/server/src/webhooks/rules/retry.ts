const second = 1000;
const hour = 60 * 60 * second;
const day = 24 * hour;

export const longestDelayMs = hour;

/**
 * Returns milliseconds: 5 s, 10 s, 20 s … up to an hour. `chance` is between 0 and 1, and shortens the delay by
 * up to a fifth. So attempts don't come at the same time.
 */
export function retryDelayMs(failures: number, chance: number): number {
  const delay = Math.min(5 * second * 2 ** Math.min(failures - 1, 20), longestDelayMs);
  return Math.round(delay * (1 - chance / 5));
}

/** A webhook must fail for three days before it is paused. A receiver might be down for a whole weekend. */
const failingForMs = 3 * day;

/**
 * A pause needs at least this many failed attempts, so a clock that jumps ahead by days pauses no webhook. In
 * three days there are more attempts, because at most an hour lies between two attempts.
 */
const failedAttempts = 60;

export function isPauseDue(
  { failingSince, failures }: { failingSince: number; failures: number },
  now: number,
): boolean {
  return now - failingSince >= failingForMs && failures >= failedAttempts;
}

/** If more events are waiting, the webhook skips the oldest ones. */
export const mostWaiting = 10_000;
