import type { Group } from "@sallyport/contract/groups";
import * as contract from "@sallyport/contract/groups";
import { record } from "../../activity/activity.ts";
import { readAtOneMoment } from "../../database/transactions.ts";
import { carryOut } from "../carry-out.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { applyChanges } from "./apply-changes.ts";
import {
  findGroup,
  findGroups,
  insertGroup,
  refuseTakenName,
  storeChange,
  storeName,
} from "./groups.repository.ts";
import { viewGroup } from "./view-group.ts";

export function listGroups(
  { database }: AccountsParts,
  _actor: Actor,
  page: { search: string; after?: string | undefined; limit: number },
): Promise<{ groups: Group[]; next: string | null }> {
  return readAtOneMoment(database, async (tx) => {
    const { groups, next } = await findGroups(tx, { after: undefined, ...page });
    const views: Group[] = [];
    for (const group of groups) views.push(await viewGroup(tx, group));
    return { groups: views, next };
  });
}

export function showGroup(
  { database }: AccountsParts,
  _actor: Actor,
  { id }: { id: string },
): Promise<Group> {
  return readAtOneMoment(database, async (tx) => viewGroup(tx, await findGroup(tx, id)));
}

export function addGroup(parts: AccountsParts, given: Actor, { name }: { name: string }): Promise<Group> {
  const attempt = { actor: given, what: contract.addGroup.summary };
  return carryOut(parts, attempt, async ({ tx, actor: { caller, visit }, now }) => {
    await refuseTakenName(tx, name);
    const group = await insertGroup(tx, name, now);
    const { account: actor } = caller;
    await record(tx, { at: now, kind: "group_create", actor, detail: name, address: visit.address });
    return viewGroup(tx, group);
  });
}

export function renameGroup(
  parts: AccountsParts,
  given: Actor,
  { id, name }: { id: string; name: string },
): Promise<Group> {
  const attempt = { actor: given, what: contract.renameGroup.summary };
  return carryOut(parts, attempt, async ({ tx, actor: { caller, visit }, now }) => {
    const before = await findGroup(tx, id);
    if (before.name !== name) {
      await refuseTakenName(tx, name, id);
      await storeName(tx, id, name);
      const detail = `${before.name}, now ${name}`;
      const { account: actor } = caller;
      await record(tx, { at: now, kind: "group_rename", actor, detail, address: visit.address });
    }
    return viewGroup(tx, await findGroup(tx, id));
  });
}

/** The group is hidden immediately. The request removes the first members. The ticker removes the others. */
export async function deleteGroup(
  parts: AccountsParts,
  given: Actor,
  { id }: { id: string },
): Promise<Record<string, never>> {
  const attempt = { actor: given, what: contract.deleteGroup.summary };
  await carryOut(parts, attempt, async ({ tx, actor: { caller, visit }, now }) => {
    const { name } = await findGroup(tx, id);
    const { account: actor } = caller;
    await storeChange(tx, id, { deleted_at: now }, actor.id);
    await record(tx, { at: now, kind: "group_delete", actor, detail: name, address: visit.address });
  });
  await applyChanges(parts, parts.clock.now(), { most: 100 });
  return {};
}
