const hour = 60 * 60 * 1000;

/** How long a secret can be shown again and confirmed. */
export const pendingLifetime = hour;

/**
 * Whether a secret can't be confirmed any more. Also true for a creation time far in the future: the clock was ahead.
 */
export function isTooOldToConfirm(createdAt: number, now: number): boolean {
  // defence: AT-79 lifetime
  return Math.abs(now - createdAt) >= pendingLifetime;
}
