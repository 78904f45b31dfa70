import { minute } from "../core/clock.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { Keys } from "../keys/keys.ts";
import { eventsAfter, findHead } from "./chain.repository.ts";
import { firstLink, isSameLink, linkOf } from "./chain.ts";
import { isSealedEnd } from "./seal.ts";

const batchSize = 1000;

/** A server links events within seconds, so an event that waited longer was seen by no server. */
const linkedWithin = minute;

/** The result of reading the whole activity log. */
export interface Verification {
  /** How many events the chain has. */
  linked: number;
  /** Events of the last seconds, which no server has linked yet. */
  unlinked: number;
  /**
   * The fault: an event with a wrong link, an event that waited too long for its link, an end that differs from the
   * sealed one, or a missing seal. Null if the log is intact.
   */
  fault:
    | { kind: "broken-link"; id: number }
    | { kind: "never-linked"; id: number }
    | { kind: "other-end" }
    | { kind: "no-seal" }
    | null;
}

/**
 * Reads all events and compares every link, then the last one with the sealed one. It detects every change, removal or
 * move of a linked event by an attacker who can write to the database but lacks its keys; decision record 0018 has the
 * limits. Takes no lock: the server may run meanwhile.
 */
export async function verifyEvents(database: Database, keys: Keys, now: number): Promise<Verification> {
  return database
    .transaction()
    .setAccessMode("read only")
    .execute((tx) => verifyWithin(tx, keys, now));
}

/** Like `verifyEvents`, inside the caller's transaction. */
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
