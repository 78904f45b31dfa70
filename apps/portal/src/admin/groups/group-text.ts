import type { Group } from "@sallyport/contract/groups";
import { mostCounted } from "@sallyport/contract/user-filters";

export function countText(count: number): string {
  return count > mostCounted ? `${mostCounted.toLocaleString()}+` : count.toLocaleString();
}

export function membersText(count: number): string {
  return count === 1 ? "1 member" : `${countText(count)} members`;
}

/**
 * Returns how many members have set up MFA. For a group too large to count, returns how many have not set it
 * up.
 */
export function coverageText({ members, notSetUp }: Pick<Group, "members" | "notSetUp">): string {
  if (members === 0) return "–";
  if (members > mostCounted) return `${countText(notSetUp)} not set up`;
  const percent = Math.floor(((members - notSetUp) / members) * 100);
  return `${countText(members - notSetUp)} of ${countText(members)} (${percent} %)`;
}

export function daysText(days: number): string {
  return days === 1 ? "1 day" : `${days} days`;
}

export function requirementText({ requirement }: Pick<Group, "requirement">): string {
  return requirement === null ? "Not required" : `Required, ${daysText(requirement.days)}`;
}
