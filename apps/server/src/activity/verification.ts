import { minute } from "../core/clock.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { Keys } from "../keys/keys.ts";
import { eventsAfter, findHead } from "./chain.repository.ts";
import { firstLink, isSameLink, linkOf } from "./chain.ts";
import { isSealedEnd } from "./seal.ts";

const batchSize = 1000;

/** Servers link events within seconds. */
const linkedWithin = minute;

export interface Verification {
  linked: number;
  unlinked: number;
  /** Null if the log is intact. */
  fault:
    | { kind: "broken-link"; id: number }
    | { kind: "never-linked"; id: number }
    | { kind: "other-end" }
    | { kind: "no-seal" }
    | null;
}

/**
 * Without the keys, an attacker can't change, remove or move a linked event undetected (record 0018). Reading takes
 * no lock, so the server may be running.
 */
export async function verifyEvents(database: Database, keys: Keys, now: number): Promise<Verification> {
  return database
    .transaction()
    .setAccessMode("read only")
    .execute((tx) => verifyWithin(tx, keys, now));
}

export async function verifyWithin(tx: Queryable, keys: Keys, now: number): Promise<Verification> {
  const head = await findHead(tx);
  let link = firstLink;
  let [linked, unlinked, id, last] = [0, 0, 0, 0];
  for (let batch = await eventsAfter(tx, id, batchSize); batch.length > 0; ) {
    for (const event of batch) {
      id = event.id;
      if (event.link === null && id > (head?.upTo ?? 0)) {
        if (event.at < now - linkedWithin) return { linked, unlinked, fault: { kind: "never-linked", id } };
        unlinked += 1;
        continue;
      }
      link = linkOf(link, event);
      linked += 1;
      last = id;
      const isRight = unlinked === 0 && isSameLink(link, event.link);
      if (!isRight) return { linked, unlinked, fault: { kind: "broken-link", id } };
    }
    batch = await eventsAfter(tx, id, batchSize);
  }
  if (!head) return { linked, unlinked, fault: { kind: "no-seal" } };
  const isEnd = await isSealedEnd(tx, keys, { id: last, link });
  return { linked, unlinked, fault: isEnd ? null : { kind: "other-end" } };
}
