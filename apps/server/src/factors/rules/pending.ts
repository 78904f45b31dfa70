const hour = 60 * 60 * 1000;

/** During this time, a secret can be shown again and confirmed. */
export const pendingLifetime = hour;

/** A creation time far in the future comes from a clock that was ahead. */
export function isTooOldToConfirm(createdAt: number, now: number): boolean {
  // defence: AT-79 lifetime
  return Math.abs(now - createdAt) >= pendingLifetime;
}
