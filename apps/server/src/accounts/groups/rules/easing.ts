/** The days of a requirement, or null without a requirement. */
type Days = number | null;

/** Changed days start again, so even fewer days can move a deadline later. */
export function isGroupEased(before: Days, next: Days): boolean {
  return before !== null && next !== before;
}

/** True if new users would get more days, or no requirement. No deadline moves. */
export function isDefaultEased(before: Days, next: Days): boolean {
  return before !== null && (next === null || next > before);
}
