import type { AccountRow, UserGroupRow } from "../../../database/schema.ts";
import { requirementFacts } from "../../../deadlines/requirements.repository.ts";
import { type GroupRule, requirementOf } from "../../../deadlines/rules/requirement.ts";
import type { Grace } from "../grace.ts";

export interface Joining {
  group: Pick<UserGroupRow, "id" | "required_days" | "required_at">;
  isMember: boolean;
  /** The rules of the user's groups. */
  rules: readonly GroupRule[];
}

/** Null if the user's deadline stays as it is. */
export function graceAfterJoining(
  account: AccountRow,
  { group, rules }: Pick<Joining, "group" | "rules">,
  now: number,
): Grace | null {
  const { id: groupId, required_days: days, required_at } = group;
  if (days === null) return null;
  const rule = { groupId, days, requiredAt: required_at ?? 0, countsFrom: now };
  const { enrolBy, daysFromAcceptance } = requirementOf(requirementFacts(account, [...rules, rule], now));
  const isSame = enrolBy === account.enrol_by && daysFromAcceptance === account.days_from_acceptance;
  return isSame ? null : { enrol_by: enrolBy, days_from_acceptance: daysFromAcceptance };
}
