const hour = 60 * 60 * 1000;

export const pendingLifetime = hour;

/**
 * A creation time an hour or more in the future also counts as too old. Such a time comes from a clock that was
 * ahead.
 */
export function isTooOldToConfirm(createdAt: number, now: number): boolean {
  // defence: AT-79 lifetime
  return Math.abs(now - createdAt) >= pendingLifetime;
}
