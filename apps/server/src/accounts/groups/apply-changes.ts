import { setImmediate as nextTurn } from "node:timers/promises";
import { inTransaction } from "../../database/transactions.ts";
import { storeRequirement } from "../../deadlines/requirements.repository.ts";
import { findAccount } from "../accounts.repository.ts";
import type { AccountsParts } from "../parts.ts";
import { deleteMember, membersAfter } from "./members.repository.ts";
import {
  deleteGroupRow,
  findPending,
  nextPendingChange,
  type PendingChange,
  storeApplied,
} from "./pending-changes.repository.ts";
import { tellRequirement } from "./tell-requirement.ts";

/** Other requests wait while a batch is applied, so batches are small. */
const batchSize = 20;
const mostInATick = 2000;

/**
 * Applies changed groups to their members. If a run is interrupted or reaches its limit, the next tick
 * continues the work.
 */
export async function applyChanges(
  parts: AccountsParts,
  now: number,
  { most = mostInATick }: { most?: number } = {},
): Promise<void> {
  for (let applied = 0; applied < most; applied += batchSize) {
    const change = await nextPendingChange(parts.database);
    if (!change) return;
    await applyToBatch(parts, change, now);
    // Let waiting requests run first.
    await nextTurn();
  }
}

async function applyToBatch(parts: AccountsParts, change: PendingChange, now: number): Promise<void> {
  const { id, after } = change;
  const members = await membersAfter(parts.database, id, { after, limit: batchSize });
  const scope = members.map((member) => `account ${member}` as const);
  await inTransaction(parts.database, scope, async (tx) => {
    const group = await findPending(tx, change);
    // Another server could have applied this batch. An administrator could also have changed the group again.
    if (!group) return;
    const author = group.changed_by === null ? null : ((await findAccount(tx, group.changed_by)) ?? null);
    for (const accountId of members) {
      if (group.deleted_at !== null) await deleteMember(tx, { groupId: id, accountId });
      const changed = await storeRequirement(tx, accountId, now);
      if (changed)
        await tellRequirement(tx, parts, {
          accountId,
          changed,
          group: group.name,
          author,
          address: null,
          now,
        });
    }
    const isLast = members.length < batchSize;
    await storeApplied(tx, change, isLast ? null : (members.at(-1) ?? null));
    if (isLast) await deleteGroupRow(tx, id);
  });
}
