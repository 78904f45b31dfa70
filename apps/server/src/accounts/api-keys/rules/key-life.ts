const minute = 60 * 1000;
/**
 * A key's creation may be up to five minutes in the future, so a small correction of the clock doesn't end the
 * key.
 */
const furthestAhead = 5 * minute;

interface KeyLife {
  created_at: number;
  expires_at: number;
}

/** A key counts as over if its creation is too far in the future, because it would live too long. */
export function isOver({ created_at, expires_at }: KeyLife, now: number): boolean {
  return now >= expires_at || created_at > now + furthestAhead;
}
