import type { Group } from "@sallyport/contract/groups";
import * as contract from "@sallyport/contract/groups";
import { Refused } from "../../core/refusal.ts";
import type { UserGroupRow } from "../../database/schema.ts";
import { storeRequirement } from "../../deadlines/requirements.repository.ts";
import { requireProof } from "../../sessions/require-proof.ts";
import { authorOf, type Change, carryOut, recordAct } from "../carry-out.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { findUser } from "../users/find-user.ts";
import { findGroup, findGroupIfAny, opensApplications } from "./groups.repository.ts";
import { deleteMember, insertMember } from "./members.repository.ts";
import { tellRequirement } from "./tell-requirement.ts";
import { viewGroup } from "./view-group.ts";

/**
 * The days start now, or when the user accepts an invitation. If members of the group can log in to an application,
 * adding a member needs a second factor.
 */
export function addMember(
  parts: AccountsParts,
  actor: Actor,
  { id, user }: { id: string; user: string },
): Promise<Group> {
  return carryOut(parts, { actor, what: contract.addMember.summary }, async (here) => {
    const group = await findGroup(here.tx, id);
    // defence: AT-152 member
    if (await opensApplications(here.tx, [id])) requireProof(here.actor.caller, "second-factor", here.now);
    const subject = await findUser(here.tx, user);
    if (!(await joinGroup(parts, { ...here, subject }, group))) throw new Refused("already-done");
    return viewGroup(here.tx, group);
  });
}

/** @returns false if the user is a member already */
export async function joinGroup(
  parts: AccountsParts,
  change: Change,
  group: { id: string; name: string },
): Promise<boolean> {
  const { tx, subject, now } = change;
  if (!(await insertMember(tx, group.id, subject.account, now))) return false;
  await recordAct(change, "group_member_add", group.name);
  await storeAndTell(parts, change, [group]);
  return true;
}

/**
 * A new user gets at most one mail, about the earliest deadline. If `isTold` is false, the caller sends this
 * mail.
 */
export async function joinGroups(
  parts: AccountsParts,
  change: Change,
  { ids, isTold }: { ids: readonly string[]; isTold: boolean },
): Promise<void> {
  const { tx, subject, now } = change;
  const groups = [];
  for (const id of new Set(ids)) {
    const group = await findGroupIfAny(tx, id);
    if (!group) throw new Refused("invalid-request", { fields: [deletedGroup] });
    await insertMember(tx, id, subject.account, now);
    await recordAct(change, "group_member_add", group.name);
    groups.push(group);
  }
  if (isTold) await storeAndTell(parts, change, groups);
  else await storeRequirement(tx, subject.account.id, now);
}

const deletedGroup = { path: "groups", message: "One of these groups was deleted. Choose the groups again." };

export function removeMember(
  parts: AccountsParts,
  actor: Actor,
  { id, member }: { id: string; member: string },
): Promise<Group> {
  return carryOut(parts, { actor, what: contract.removeMember.summary }, async (here) => {
    const group = await findGroup(here.tx, id);
    const subject = await findUser(here.tx, member);
    const isRemoved = await deleteMember(here.tx, { groupId: id, accountId: member });
    if (!isRemoved) throw new Refused("already-done");
    const change = { ...here, subject };
    await recordAct(change, "group_member_remove", group.name);
    await storeAndTell(parts, change, [group]);
    return viewGroup(here.tx, group);
  });
}

async function storeAndTell(
  parts: AccountsParts,
  change: Change,
  groups: readonly Pick<UserGroupRow, "id" | "name">[],
): Promise<void> {
  const { tx, actor, subject, now } = change;
  const accountId = subject.account.id;
  const changed = await storeRequirement(tx, accountId, now);
  if (!changed) return;
  const { source } = changed.after;
  const decisive = groups.find(({ id }) => typeof source === "object" && id === source?.groupId);
  const group = (decisive ?? groups[0])?.name ?? "";
  const told = { accountId, group, author: authorOf(change), address: actor.visit.address, now };
  await tellRequirement(tx, parts, { ...told, changed });
}
