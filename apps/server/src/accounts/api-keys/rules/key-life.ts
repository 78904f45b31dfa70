const minute = 60 * 1000;
/**
 * The creation time of a key can be up to five minutes in the future. A small correction of the clock therefore
 * doesn't end the key.
 */
const furthestAhead = 5 * minute;

interface KeyLife {
  created_at: number;
  expires_at: number;
}

/** A key has also ended if its creation time is too far in the future. Such a key would live too long. */
export function isOver({ created_at, expires_at }: KeyLife, now: number): boolean {
  return now >= expires_at || created_at > now + furthestAhead;
}
