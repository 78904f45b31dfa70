import type { NewUsers } from "@sallyport/contract/groups";
import * as contract from "@sallyport/contract/groups";
import { record } from "../../activity/activity.ts";
import type { Queryable } from "../../database/database.ts";
import { requireProof } from "../../sessions/require-proof.ts";
import { carryOut } from "../carry-out.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { daysOfNewUsers, storeDaysOfNewUsers } from "./policies.repository.ts";
import { isDefaultEased } from "./rules/easing.ts";

export function showNewUsers({ database }: AccountsParts): Promise<NewUsers> {
  return viewPolicy(database);
}

/** Users who already exist keep their requirements. */
export function setNewUsers(parts: AccountsParts, given: Actor, { days }: NewUsers): Promise<NewUsers> {
  const attempt = { actor: given, what: contract.setNewUsers.summary };
  return carryOut(parts, attempt, async ({ tx, actor: { caller, visit }, now }) => {
    const before = (await viewPolicy(tx)).days;
    if (days === before) return { days };
    if (isDefaultEased(before, days)) requireProof(caller, "second-factor", now);
    await storeDaysOfNewUsers(tx, days, now);
    const detail = days === null ? "no longer required" : `required, ${days} days to set up`;
    const { account: actor } = caller;
    await record(tx, { at: now, kind: "new_users_mfa_requirement", actor, detail, address: visit.address });
    return { days };
  });
}

async function viewPolicy(database: Queryable): Promise<NewUsers> {
  return { days: (await daysOfNewUsers(database)) ?? null };
}
