const hour = 60 * 60 * 1000;

/** How long a secret that was shown and not confirmed may still be shown again, or confirmed. */
export const pendingLifetime = hour;

/** Also one from further ahead than it may be old: it was made under a clock that has been put right. */
export function isTooOldToConfirm(createdAt: number, now: number): boolean {
  // defence: AT-79 lifetime
  return Math.abs(now - createdAt) >= pendingLifetime;
}
