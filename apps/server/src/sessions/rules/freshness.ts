/** Changes that weaken an account's security need a proof no older than this (ASVS 7.5.1, 7.5.3). */
const freshFor = 10 * 60 * 1000;

/**
 * Until when a session's last proof counts as fresh; null when it does not any more. A proof from the future, as a
 * clock that was turned back leaves it, is none.
 */
export function freshUntil(authenticatedAt: number, now: number): number | null {
  const until = authenticatedAt + freshFor;
  return authenticatedAt <= now && now < until ? until : null;
}
