const second = 1000;
const hour = 60 * 60 * second;
const day = 24 * hour;

export const longestDelayMs = hour;

/** In milliseconds: 5 s, 10 s, 20 s … up to an hour. `chance` from 0 to 1 spreads the attempts. */
export function retryDelayMs(failures: number, chance: number): number {
  const delay = Math.min(5 * second * 2 ** Math.min(failures - 1, 20), longestDelayMs);
  return Math.round(delay * (1 - chance / 5));
}

/** A receiver may be down for a whole weekend. */
const failingForMs = 3 * day;

export function isPauseDue(failingSince: number, now: number): boolean {
  return now - failingSince >= failingForMs;
}

/** If more events wait, the oldest events are skipped. */
export const mostWaiting = 10_000;
