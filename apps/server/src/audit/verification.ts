import type { Database } from "../database/database.ts";
import type { Keys } from "../keys/keys.ts";
import { auditSeal } from "../keys/sealed-columns.ts";
import { eventsAfter, findHead } from "./chain.repository.ts";
import { firstLink, linkOf } from "./chain.ts";

const batchSize = 1000;

/** What reading the whole record found. */
export interface Verification {
  /** How many events the chain has. */
  linked: number;
  /** Events of the last seconds, which no server has linked yet. */
  unlinked: number;
  /**
   * What is wrong: an event whose link is not what it and all before it come to, or an end that is not the sealed one.
   * Null where the record is as the servers wrote it.
   */
  fault: { kind: "broken-link"; id: number } | { kind: "other-end" } | null;
}

/**
 * Reads all events and compares every link, then the last one with the sealed one. Whoever can write to the database,
 * but has not its keys, can't change, remove or add an event without being seen; a database that was set back as a
 * whole is seen only beside the lines that were logged.
 */
export async function verifyEvents(database: Database, keys: Keys): Promise<Verification> {
  return database.transaction().execute(async (tx) => {
    const head = await findHead(tx);
    let link = firstLink;
    let [linked, unlinked, id] = [0, 0, 0];
    for (let batch = await eventsAfter(tx, id, batchSize); batch.length > 0; ) {
      for (const event of batch) {
        id = event.id;
        if (event.link === null && id > (head?.upTo ?? 0)) {
          unlinked += 1;
          continue;
        }
        link = linkOf(link, event);
        linked += 1;
        const isRight = event.link !== null && unlinked === 0 && Buffer.from(link).equals(event.link);
        if (!isRight) return { linked, unlinked, fault: { kind: "broken-link", id } };
      }
      batch = await eventsAfter(tx, id, batchSize);
    }
    const sealed = head ? await keys.decrypt(tx, head.sealedLink, auditSeal) : firstLink;
    const isEnd = Buffer.from(link).equals(sealed);
    return { linked, unlinked, fault: isEnd ? null : { kind: "other-end" } };
  });
}
