const hour = 60 * 60 * 1000;

/** For this long after its creation, a secret can be shown again and confirmed. */
export const pendingLifetime = hour;

/** A creation time far in the future comes from a clock that was ahead. Such a secret counts as too old. */
export function isTooOldToConfirm(createdAt: number, now: number): boolean {
  // defence: AT-79 lifetime
  return Math.abs(now - createdAt) >= pendingLifetime;
}
