import type { Database } from "../database/database.ts";
import type { Keys } from "../keys/keys.ts";
import { record } from "./audit.ts";
import { eventsAfter, type Linked, writeLink } from "./chain.repository.ts";
import { firstLink, isSameLink, linkOf } from "./chain.ts";
import { sealEnd } from "./seal.ts";
import { type Verification, verifyWithin } from "./verification.ts";

const batchSize = 1000;

/**
 * Takes the record as it now is for the one to go on from: links every event anew and seals the end. For somebody who
 * has read what `verify` found; that it was done, and why, becomes an event itself. Resolves to what was found before;
 * where nothing was wrong, nothing is changed.
 */
export async function sealAnew(database: Database, keys: Keys, now: number): Promise<Verification> {
  return database.transaction().execute(async (tx) => {
    const found = await verifyWithin(tx, keys, now);
    if (!found.fault) return found;
    let last: Linked = { id: 0, link: firstLink };
    for (let batch = await eventsAfter(tx, 0, batchSize); batch.length > 0; ) {
      for (const event of batch) {
        last = { id: event.id, link: linkOf(last.link, event) };
        if (!isSameLink(event.link, last.link)) await writeLink(tx, last);
      }
      batch = await eventsAfter(tx, last.id, batchSize);
    }
    await sealEnd(tx, keys, last);
    const detail = "id" in found.fault ? `${found.fault.kind} at event ${found.fault.id}` : found.fault.kind;
    await record(tx, { at: now, kind: "record_sealed_anew", actor: null, detail, address: null });
    return found;
  });
}
