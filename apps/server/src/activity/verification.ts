import { minute } from "../core/clock.ts";
import type { Database, Queryable } from "../database/database.ts";
import { readAtOneMoment } from "../database/transactions.ts";
import type { Keys } from "../keys/keys.ts";
import { countUnlinked, findHead, firstUnlinkedBefore, linkedEvents } from "./chain.repository.ts";
import { isSameLink, type Linked, linkOf } from "./chain.ts";
import { isSealedEnd, sealedStart } from "./seal.ts";

const batchSize = 1000;

const linkedWithin = minute;

export interface Verification {
  linked: number;
  unlinked: number;
  /** The number of events that were deleted because of `ACTIVITY_DAYS`. */
  deleted: number;
  /** Null if the log is intact. */
  fault:
    | { kind: "broken-link"; id: number }
    | { kind: "never-linked"; id: number }
    | { kind: "other-start" }
    | { kind: "other-end" }
    | { kind: "no-seal" }
    | null;
}

/** Without the keys, an attacker can't alter a linked event undetected (record 0018). */
export async function verifyEvents(database: Database, keys: Keys, now: number): Promise<Verification> {
  return readAtOneMoment(database, (tx) => verifyWithin(tx, keys, now));
}

export async function verifyWithin(tx: Queryable, keys: Keys, now: number): Promise<Verification> {
  const unlinked = await countUnlinked(tx);
  const start = await sealedStart(tx, keys);
  if (!start) return { linked: 0, unlinked, deleted: 0, fault: { kind: "other-start" } };
  const { end, brokenAt } = await readChain(tx, start);
  const found = { linked: end.seq - start.seq, unlinked, deleted: start.seq };
  if (brokenAt !== null) return { ...found, fault: { kind: "broken-link", id: brokenAt } };
  if (!(await findHead(tx))) return { ...found, fault: { kind: "no-seal" } };
  if (!(await isSealedEnd(tx, keys, end))) return { ...found, fault: { kind: "other-end" } };
  const overdue = await firstUnlinkedBefore(tx, now - linkedWithin);
  return { ...found, fault: overdue === null ? null : { kind: "never-linked", id: overdue } };
}

/** Stops at the first event with a wrong link or a wrong `seq`. */
async function readChain(tx: Queryable, start: Linked): Promise<{ end: Linked; brokenAt: number | null }> {
  let end = start;
  for (let batch = await linkedEvents(tx, null, batchSize); batch.length > 0; ) {
    for (const event of batch) {
      end = { seq: end.seq + 1, link: linkOf(end.link, event) };
      const isRight = event.seq === end.seq && isSameLink(event.link, end.link);
      if (!isRight) return { end, brokenAt: event.id };
    }
    batch = await linkedEvents(tx, end.seq, batchSize);
  }
  return { end, brokenAt: null };
}
