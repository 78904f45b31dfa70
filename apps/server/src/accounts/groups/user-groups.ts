import type { UserGroups } from "@sallyport/contract/groups";
import { instant, instantOrNull } from "../../core/clock.ts";
import type { Queryable } from "../../database/database.ts";
import type { AccountRow } from "../../database/schema.ts";
import { readAtOneMoment } from "../../database/transactions.ts";
import { requirementFacts } from "../../deadlines/requirements.repository.ts";
import { deadlineOf, type Requirement, requirementOf } from "../../deadlines/rules/requirement.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { findUser } from "../users/find-user.ts";
import { groupsOf } from "./members.repository.ts";

export function showUserGroups(
  { database, clock }: AccountsParts,
  _actor: Actor,
  { id }: { id: string },
): Promise<UserGroups> {
  const now = clock.now();
  return readAtOneMoment(database, async (tx) => viewGroups(tx, (await findUser(tx, id)).account, now));
}

export async function viewGroups(database: Queryable, account: AccountRow, now: number): Promise<UserGroups> {
  const groups = await groupsOf(database, account.id);
  const rules = groups.flatMap(({ id: groupId, required_days, required_at, counts_from }) =>
    required_days === null
      ? []
      : [{ groupId, days: required_days, requiredAt: required_at ?? 0, countsFrom: counts_from }],
  );
  const isInvited = account.state === "staged";
  return {
    groups: groups.map(({ id: groupId, name, required_days: days, joined_at }) => {
      const rule = rules.find((each) => each.groupId === groupId);
      const enrolBy = rule ? deadlineOf(rule, isInvited).enrolBy : null;
      return { id: groupId, name, joinedAt: instant(joined_at), days, enrolBy: instantOrNull(enrolBy) };
    }),
    source: viewSource(requirementOf(requirementFacts(account, rules, now)), groups),
  };
}

function viewSource(
  { source, own }: Requirement,
  groups: readonly { id: string; name: string }[],
): UserGroups["source"] {
  if (source === "own") return { kind: own.deadline?.kind ?? "set" };
  const group = groups.find(({ id }) => id === source?.groupId);
  return group ? { kind: "group", id: group.id, name: group.name } : null;
}
