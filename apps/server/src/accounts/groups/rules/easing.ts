/** How many days users have to set up MFA. Null if MFA isn't required. */
type Days = number | null;

/**
 * True if a deadline can become later. After a change, the time for set-up starts again. So a deadline can become
 * later even if there are fewer days.
 */
export function isGroupEased(before: Days, next: Days): boolean {
  return before !== null && next !== before;
}

/** True if new users get more days, or don't need MFA. Deadlines of existing users don't move. */
export function isDefaultEased(before: Days, next: Days): boolean {
  return before !== null && (next === null || next > before);
}
