/** How many days a requirement gives. Null: nothing is required. */
type Days = number | null;

/**
 * True if a member's deadline may move later or end. Days start again when they are changed, so even fewer days can move
 * a deadline later.
 */
export function isGroupEased(before: Days, next: Days): boolean {
  return before !== null && next !== before;
}

/** True if new users would get more days, or no requirement. No deadline moves. */
export function isDefaultEased(before: Days, next: Days): boolean {
  return before !== null && (next === null || next > before);
}
