import type { Queryable } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";
import { isDeadlinePassed } from "../journey/journey.ts";
import { storeDue } from "./due.repository.ts";
import {
  type Deadline,
  type GroupRule,
  type OwnRequirement,
  type Requirement,
  type RequirementFacts,
  requirementOf,
} from "./rules/requirement.ts";

export async function groupRulesOf(database: Queryable, accountId: string): Promise<GroupRule[]> {
  return (await groupRulesOfAll(database, [accountId])).get(accountId) ?? [];
}

/** A group that is being deleted requires nothing. */
export async function groupRulesOfAll(
  database: Queryable,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, GroupRule[]>> {
  const rows = await database
    .selectFrom("group_members")
    .innerJoin("user_groups", "user_groups.id", "group_members.group_id")
    .select(["account_id", "group_id", "counts_from", "required_days", "required_at"])
    .where("account_id", "in", accountIds)
    .where("required_days", "is not", null)
    .where("deleted_at", "is", null)
    .orderBy("group_id")
    .execute();
  const rules = new Map<string, GroupRule[]>();
  for (const { account_id, group_id, counts_from, required_days, required_at } of rows) {
    const rule = {
      groupId: group_id,
      days: required_days ?? 0,
      requiredAt: required_at ?? 0,
      countsFrom: counts_from,
    };
    rules.set(account_id, [...(rules.get(account_id) ?? []), rule]);
  }
  return rules;
}

type RequirementColumns = Pick<
  AccountRow,
  | "realm"
  | "state"
  | "mfa_required"
  | "mfa_only_by_groups"
  | "is_enrolled"
  | "enrol_by"
  | "days_from_acceptance"
  | "deadline_locked_at"
  | "own_deadline"
  | "own_enrol_by"
  | "own_days_from_acceptance"
>;

export function requirementFacts(
  row: RequirementColumns,
  rules: readonly GroupRule[],
  now: number,
): RequirementFacts {
  const current = currentOf(row);
  const isEnrolled = row.is_enrolled === 1;
  const { realm, enrol_by: enrolBy, deadline_locked_at: deadlineLockedAt } = row;
  const facts = { realm, isMfaRequired: current.isRequired, isEnrolled, enrolBy, deadlineLockedAt };
  return {
    isInvited: row.state === "staged",
    isEnrolled,
    isLocked: deadlineLockedAt !== null || isDeadlinePassed(facts, now),
    current,
    own: ownOf(row),
    rules,
  };
}

function currentOf(row: RequirementColumns): Deadline & { isRequired: boolean } {
  return {
    isRequired: row.mfa_required === 1,
    enrolBy: row.enrol_by,
    daysFromAcceptance: row.days_from_acceptance,
  };
}

function ownOf(row: RequirementColumns): OwnRequirement {
  const isRequired = row.mfa_required === 1 && row.mfa_only_by_groups === 0;
  if (row.own_deadline === null) {
    const { enrolBy, daysFromAcceptance } = currentOf(row);
    return { isRequired, deadline: isRequired ? { kind: "set", enrolBy, daysFromAcceptance } : null };
  }
  const deadline = {
    kind: row.own_deadline,
    enrolBy: row.own_enrol_by,
    daysFromAcceptance: row.own_days_from_acceptance,
  };
  return { isRequired, deadline };
}

export interface RequirementChange {
  before: Deadline & { isRequired: boolean };
  after: Requirement;
  /**
   * True if the user left the last group that required MFA, but must still set up MFA. The account is locked,
   * or the set-up is due at the next login.
   */
  isKept: boolean;
}

/**
 * Call this in every transaction that changes a membership or a group's requirement. Returns null if nothing
 * changed for the user.
 */
export async function storeRequirement(
  tx: Queryable,
  accountId: string,
  now: number,
): Promise<RequirementChange | null> {
  const row = await tx
    .selectFrom("accounts")
    .selectAll()
    .where("id", "=", accountId)
    .where("realm", "=", "user")
    .executeTakeFirst();
  if (!row) return null;
  const before = currentOf(row);
  const after = requirementOf(requirementFacts(row, await groupRulesOf(tx, accountId), now));
  const isNew = after.isRequired !== before.isRequired || !isSame(after, before);
  await tx
    .updateTable("accounts")
    .set({
      ...ownColumns(after.own),
      mfa_required: after.isRequired ? 1 : 0,
      mfa_only_by_groups: after.isRequired && !after.own.isRequired ? 1 : 0,
      enrol_by: after.enrolBy,
      days_from_acceptance: after.daysFromAcceptance,
      ...(isNew ? { mfa_required_at: after.isRequired ? now : null } : {}),
    })
    .where("id", "=", accountId)
    .execute();
  if (isNew) await storeDue(tx, accountId);
  const isKept = after.own.isRequired && row.mfa_only_by_groups === 1;
  return isNew || isKept ? { before, after, isKept } : null;
}

export function ownColumns({ deadline }: Pick<OwnRequirement, "deadline">) {
  return {
    own_deadline: deadline?.kind ?? null,
    own_enrol_by: deadline?.enrolBy ?? null,
    own_days_from_acceptance: deadline?.daysFromAcceptance ?? null,
  };
}

function isSame(one: Deadline, other: Deadline): boolean {
  return one.enrolBy === other.enrolBy && one.daysFromAcceptance === other.daysFromAcceptance;
}
