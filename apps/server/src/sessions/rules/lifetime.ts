const minute = 60 * 1000;
const hour = 60 * minute;

/** How long a sign-in may stay unfinished. */
const unfinishedLifetime = 10 * minute;
/** NIST SP 800-63B-4 §2.2.3 and ASVS 7.3.1, 7.3.2 at AAL2: at most an hour idle, at most a day in total. */
const idleLifetime = hour;
const absoluteLifetime = 24 * hour;
/** The times of a session may be this far in the future, because small clock corrections must not end sessions. */
const furthestAhead = 5 * minute;

export interface Lifetime {
  beganAt: number;
  lastSeenAt: number;
  /** Null if the sign-in is finished. */
  unfinishedSince: number | null;
}

export function isExpired({ beganAt, lastSeenAt, unfinishedSince }: Lifetime, now: number): boolean {
  if (unfinishedSince !== null && now >= unfinishedSince + unfinishedLifetime) return true;
  // A session with a time too far in the future has expired, because it would otherwise stay open too long.
  if (Math.max(beganAt, lastSeenAt) > now + furthestAhead) return true;
  return now >= lastSeenAt + idleLifetime || now >= beganAt + absoluteLifetime;
}
