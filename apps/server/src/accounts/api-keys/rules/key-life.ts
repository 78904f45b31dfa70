const minute = 60 * 1000;
/** Small corrections of the clock must not end keys. */
const furthestAhead = 5 * minute;

interface KeyLife {
  created_at: number;
  expires_at: number;
}

/** A key that was made while the clock was ahead would live too long. */
export function isOver({ created_at, expires_at }: KeyLife, now: number): boolean {
  return now >= expires_at || created_at > now + furthestAhead;
}
