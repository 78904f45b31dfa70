const hour = 60 * 60 * 1000;

export const pendingLifetime = hour;

/** A creation time in the future also counts as too old, because it comes from a clock that was ahead. */
export function isTooOldToConfirm(createdAt: number, now: number): boolean {
  // defence: AT-79 lifetime
  return Math.abs(now - createdAt) >= pendingLifetime;
}
