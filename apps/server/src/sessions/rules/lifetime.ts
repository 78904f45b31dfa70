import type { SessionLimits } from "@sallyport/contract/settings/list";

const minute = 60 * 1000;
const hour = 60 * minute;

const unfinishedLifetime = 10 * minute;
/**
 * A session can begin up to five minutes in the future, so a small correction of the clock doesn't end the
 * session.
 */
const furthestAhead = 5 * minute;

/** The columns of a session. */
export interface Times {
  began_at: number;
  last_seen_at: number;
  unfinished_since: number | null;
  bypass_until: number | null;
}

export interface Lifetime {
  beganAt: number;
  lastSeenAt: number;
  unfinishedSince: number | null;
  /** The end of a session that a bypass code opened. */
  bypassUntil: number | null;
}

export function lifetimeOf(session: Times): Lifetime {
  return {
    beganAt: session.began_at,
    lastSeenAt: session.last_seen_at,
    unfinishedSince: session.unfinished_since,
    bypassUntil: session.bypass_until,
  };
}

/** The settings stay within the bounds of AAL2 in NIST SP 800-63B-4 §2.2.3 and ASVS 7.3.1, 7.3.2. */
export function isExpired(
  { beganAt, lastSeenAt, unfinishedSince, bypassUntil }: Lifetime,
  { sessionIdleMinutes, sessionHours }: SessionLimits,
  now: number,
): boolean {
  if (unfinishedSince !== null && now >= unfinishedSince + unfinishedLifetime) return true;
  // defence: AT-95 end
  if (bypassUntil !== null && now >= bypassUntil) return true;
  // A session that began while the clock was ahead would stay open too long, so it is treated as expired.
  if (Math.max(beganAt, lastSeenAt) > now + furthestAhead) return true;
  return now >= lastSeenAt + sessionIdleMinutes * minute || now >= beganAt + sessionHours * hour;
}
