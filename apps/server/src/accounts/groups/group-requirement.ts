import type { Group, GroupRequirement } from "@sallyport/contract/groups";
import * as contract from "@sallyport/contract/groups";
import { record } from "../../activity/activity.ts";
import { Refused } from "../../core/refusal.ts";
import { requireProof } from "../../sessions/require-proof.ts";
import { carryOut } from "../carry-out.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { applyChanges } from "./apply-changes.ts";
import { findGroup, storeChange } from "./groups.repository.ts";
import { showGroup } from "./groups.ts";
import { isGroupEased } from "./rules/easing.ts";
import { groupVersion } from "./view-group.ts";

/**
 * The days of all members start now. The request applies the change to the first members. The ticker applies it
 * to the others.
 */
export async function setGroupRequirement(
  parts: AccountsParts,
  given: Actor,
  { id, version, mfa }: { id: string; version?: string | undefined; mfa: GroupRequirement },
): Promise<Group> {
  const attempt = { actor: given, what: contract.setGroupRequirement.summary };
  await carryOut(parts, attempt, async ({ tx, actor: { caller, visit }, now }) => {
    const group = await findGroup(tx, id);
    if (version !== undefined && version !== groupVersion(group)) throw new Refused("changed-meanwhile");
    const days = mfa.isRequired ? mfa.days : null;
    if (days === group.required_days) return;
    // defence: AT-94 ease
    if (isGroupEased(group.required_days, days)) requireProof(caller, "second-factor", now);
    const change = { required_days: days, required_at: days === null ? null : now };
    await storeChange(tx, id, change, caller.account.id);
    const what = days === null ? "no longer required" : `required, ${days} days to set up`;
    const { account: actor } = caller;
    const detail = `${group.name}: ${what}`;
    await record(tx, { at: now, kind: "group_mfa_requirement", actor, detail, address: visit.address });
  });
  await applyChanges(parts, parts.clock.now(), { most: 100 });
  return showGroup(parts, given, { id });
}
