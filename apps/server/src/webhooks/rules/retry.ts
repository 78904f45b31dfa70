const second = 1000;
const hour = 60 * 60 * second;
const day = 24 * hour;

export const longestDelayMs = hour;

/**
 * Returns milliseconds: 5 s, 10 s, 20 s … up to an hour. `chance` is between 0 and 1, and shortens the delay by
 * up to a fifth. So the attempts of several webhooks don't come at the same time.
 */
export function retryDelayMs(failures: number, chance: number): number {
  const delay = Math.min(5 * second * 2 ** Math.min(failures - 1, 20), longestDelayMs);
  return Math.round(delay * (1 - chance / 5));
}

/** A webhook must fail for three days before it is paused. A receiver might be down for a whole weekend. */
const failingForMs = 3 * day;

/**
 * A webhook is paused only after at least this many failed attempts. So a clock that jumps ahead by days pauses
 * no webhook. A webhook that fails for three days has more failed attempts, because they are at most an hour
 * apart.
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
