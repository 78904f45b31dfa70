/** Changes that weaken an account's security need a recent login or reauthentication (ASVS 7.5.1, 7.5.3). */
const freshFor = 10 * 60 * 1000;

/**
 * Null if the last login or reauthentication is too old. Also null if it took place while the clock was ahead.
 */
export function freshUntil(authenticatedAt: number, now: number): number | null {
  const until = authenticatedAt + freshFor;
  return authenticatedAt <= now && now < until ? until : null;
}
