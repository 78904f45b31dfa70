import type { Database, Queryable } from "../database/database.ts";
import type { Keys } from "../keys/keys.ts";
import { record } from "./activity.ts";
import { eventsAfter, type Linked, unlinkFrom, writeLink } from "./chain.repository.ts";
import { firstLink, isSameLink, linkOf } from "./chain.ts";
import { sealEnd } from "./seal.ts";
import { type Verification, verifyWithin } from "./verification.ts";

const batchSize = 1000;

/**
 * Before running this, read what `verify` reports and stop the servers. If an event has no link, a server later links
 * and ships this event and all later events.
 * @returns what `verify` found before
 */
export async function sealAnew(database: Database, keys: Keys, now: number): Promise<Verification> {
  return database.transaction().execute(async (tx) => {
    const found = await verifyWithin(tx, keys, now);
    if (!found.fault) return found;
    await sealEnd(tx, keys, await linkAnew(tx));
    const detail = "id" in found.fault ? `${found.fault.kind} at event ${found.fault.id}` : found.fault.kind;
    await record(tx, { at: now, kind: "record_sealed_anew", actor: null, detail, address: null });
    return found;
  });
}

/** Resolves to the last event that has a link. */
async function linkAnew(tx: Queryable): Promise<Linked> {
  let last: Linked = { id: 0, link: firstLink };
  for (let batch = await eventsAfter(tx, 0, batchSize); batch.length > 0; ) {
    for (const event of batch) {
      if (event.link === null) {
        await unlinkFrom(tx, event.id);
        return last;
      }
      last = { id: event.id, link: linkOf(last.link, event) };
      if (!isSameLink(event.link, last.link)) await writeLink(tx, last);
    }
    batch = await eventsAfter(tx, last.id, batchSize);
  }
  return last;
}
