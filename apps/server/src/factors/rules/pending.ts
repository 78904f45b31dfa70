const hour = 60 * 60 * 1000;

/** How long the server can show a secret again and confirm it. */
export const pendingLifetime = hour;

/** A time far in the future means that the secret was made while the clock was ahead. Such a secret is too old, too. */
export function isTooOldToConfirm(createdAt: number, now: number): boolean {
  // defence: AT-79 lifetime
  return Math.abs(now - createdAt) >= pendingLifetime;
}
