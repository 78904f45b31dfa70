const hour = 60 * 60 * 1000;

/** How long a secret can be shown again and confirmed. */
export const pendingLifetime = hour;

/** Also true for a time far in the future: the secret was made while the clock was ahead. */
export function isTooOldToConfirm(createdAt: number, now: number): boolean {
  // defence: AT-79 lifetime
  return Math.abs(now - createdAt) >= pendingLifetime;
}
