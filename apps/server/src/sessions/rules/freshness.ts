/** How long a proof is fresh. Changes that weaken an account's security need a fresh proof (ASVS 7.5.1, 7.5.3). */
const freshFor = 10 * 60 * 1000;

/**
 * Until when a session's last proof is fresh; null if it isn't. A proof with a time in the future isn't fresh, because
 * it was made while the clock was ahead.
 */
export function freshUntil(authenticatedAt: number, now: number): number | null {
  const until = authenticatedAt + freshFor;
  return authenticatedAt <= now && now < until ? until : null;
}
