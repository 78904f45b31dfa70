const second = 1000;
const hour = 60 * 60 * second;

export const longestDelay = hour;

/** Returns milliseconds: 5 s, 10 s, 20 s … up to an hour. */
export function retryDelay(attempts: number): number {
  return Math.min(5 * second * 2 ** Math.min(attempts - 1, 20), longestDelay);
}

/** Attempts continue for three days, because a mail server might be down for a whole weekend. */
const worthTryingFor = 3 * 24 * hour;

export function isWorthTrying({ queuedAt, now }: { queuedAt: number; now: number }): boolean {
  return now - queuedAt < worthTryingFor;
}
