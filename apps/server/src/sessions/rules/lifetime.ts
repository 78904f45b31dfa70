const minute = 60 * 1000;
const hour = 60 * minute;

const unfinishedLifetime = 10 * minute;
/** The limits at AAL2 of NIST SP 800-63B-4 §2.2.3 and ASVS 7.3.1, 7.3.2. */
const idleLifetime = hour;
const absoluteLifetime = 24 * hour;
/** Small corrections of the clock must not end sessions. */
const furthestAhead = 5 * minute;

export interface Lifetime {
  beganAt: number;
  lastSeenAt: number;
  unfinishedSince: number | null;
}

export function isExpired({ beganAt, lastSeenAt, unfinishedSince }: Lifetime, now: number): boolean {
  if (unfinishedSince !== null && now >= unfinishedSince + unfinishedLifetime) return true;
  // A session that began while the clock was ahead would stay open too long.
  if (Math.max(beganAt, lastSeenAt) > now + furthestAhead) return true;
  return now >= lastSeenAt + idleLifetime || now >= beganAt + absoluteLifetime;
}
