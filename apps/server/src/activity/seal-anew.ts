import type { Database, Queryable } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import type { Keys } from "../keys/keys.ts";
import { record } from "./activity.ts";
import {
  linkedEvents,
  removeStart,
  shippedUpTo,
  unlinkImpossible,
  writeLink,
  writeShipped,
} from "./chain.repository.ts";
import { beforeTheFirst, isSameLink, type Linked, linkOf } from "./chain.ts";
import { sealEnd, sealedStart } from "./seal.ts";
import { type Verification, verifyWithin } from "./verification.ts";

const batchSize = 1000;

/** Seals the activity log as it is. Before that, read the report of `verify` and stop the servers. */
export async function sealAnew(database: Database, keys: Keys, now: number): Promise<Verification> {
  return inTransaction(database, ["activity chain"], async (tx) => {
    const found = await verifyWithin(tx, keys, now);
    if (!found.fault) return found;
    await unlinkImpossible(tx);
    if (found.fault.kind === "other-start") await removeStart(tx);
    await sealEnd(tx, keys, await linkAnew(tx, (await sealedStart(tx, keys)) ?? beforeTheFirst));
    const detail = "id" in found.fault ? `${found.fault.kind} at event ${found.fault.id}` : found.fault.kind;
    await record(tx, { at: now, kind: "record_sealed_anew", actor: null, detail, address: null });
    return found;
  });
}

async function linkAnew(tx: Queryable, start: Linked): Promise<Linked> {
  const shippedBefore = await shippedUpTo(tx);
  let last = start;
  let shipped = last.seq;
  for (let batch = await linkedEvents(tx, null, batchSize); batch.length > 0; ) {
    for (const event of batch) {
      last = { seq: last.seq + 1, link: linkOf(last.link, event) };
      const isRight = event.seq === last.seq && isSameLink(event.link, last.link);
      if (!isRight) await writeLink(tx, event.id, last);
      if (event.seq <= shippedBefore) shipped = last.seq;
    }
    batch = await linkedEvents(tx, batch.at(-1)?.seq ?? null, batchSize);
  }
  await writeShipped(tx, shipped);
  return last;
}
