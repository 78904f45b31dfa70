/** Changes that weaken an account's security need a proof no older than this (ASVS 7.5.1, 7.5.3). */
const freshFor = 10 * 60 * 1000;

/**
 * Until when a session's last proof counts as fresh; null if it no longer does. A proof from the future doesn't count: it
 * was made before the clock was set back.
 */
export function freshUntil(authenticatedAt: number, now: number): number | null {
  const until = authenticatedAt + freshFor;
  return authenticatedAt <= now && now < until ? until : null;
}
