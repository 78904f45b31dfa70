import type { Group } from "@sallyport/contract/groups";
import * as contract from "@sallyport/contract/groups";
import { Refused } from "../../core/refusal.ts";
import { storeRequirement } from "../../deadlines/requirements.repository.ts";
import { authorOf, type Change, carryOut, recordAct } from "../carry-out.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { findUser } from "../users/find-user.ts";
import { findGroup } from "./groups.repository.ts";
import { deleteMember, insertMember } from "./members.repository.ts";
import { tellRequirement } from "./tell-requirement.ts";
import { viewGroup } from "./view-group.ts";

/** The days start now, or when the user accepts an invitation. */
export function addMember(
  parts: AccountsParts,
  actor: Actor,
  { id, user }: { id: string; user: string },
): Promise<Group> {
  return carryOut(parts, { actor, what: contract.addMember.summary }, async (here) => {
    const group = await findGroup(here.tx, id);
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
  await storeAndTell(parts, change, group.name);
  return true;
}

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
    await storeAndTell(parts, change, group.name);
    return viewGroup(here.tx, group);
  });
}

async function storeAndTell(parts: AccountsParts, change: Change, group: string): Promise<void> {
  const { tx, actor, subject, now } = change;
  const accountId = subject.account.id;
  const changed = await storeRequirement(tx, accountId, now);
  const told = { accountId, group, author: authorOf(change), address: actor.visit.address, now };
  if (changed) await tellRequirement(tx, parts, { ...told, changed });
}
