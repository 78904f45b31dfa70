const minute = 60 * 1000;
const hour = 60 * minute;

/** An unfinished sign-in lives this long. */
const unfinishedLifetime = 10 * minute;
/** NIST SP 800-63B-4 §2.2.3 and ASVS 7.3.1, 7.3.2 at AAL2: at most an hour idle, at most a day altogether. */
const idleLifetime = hour;
const absoluteLifetime = 24 * hour;
/** What clocks of a machine are put right by now and then. A session from further ahead was begun under a wrong one. */
const furthestAhead = 5 * minute;

export interface Lifetime {
  beganAt: number;
  lastSeenAt: number;
  /** Null once the sign-in is finished. */
  unfinishedSince: number | null;
}

export function isExpired({ beganAt, lastSeenAt, unfinishedSince }: Lifetime, now: number): boolean {
  if (unfinishedSince !== null && now >= unfinishedSince + unfinishedLifetime) return true;
  // Else it would live on, unused, for as long as the clock was ahead.
  if (Math.max(beganAt, lastSeenAt) > now + furthestAhead) return true;
  return now >= lastSeenAt + idleLifetime || now >= beganAt + absoluteLifetime;
}
