import type { FastifyBaseLogger as Log } from "fastify";
import { instant } from "../clock.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { AuditEventRow } from "../database/schema.ts";
import type { Keys } from "../keys/keys.ts";
import { auditSeal } from "../keys/sealed-columns.ts";
import { findHead, unlinkedEvents, writeHead, writeLink } from "./chain.repository.ts";
import { firstLink, linkOf } from "./chain.ts";

/** Events a transaction: traffic waits for no longer than these take. */
const batchSize = 500;

/**
 * Links new events to the chain, seals its last link under the server's keys, and writes each event to the log, from
 * where it is taken to another machine (ASVS 16.4.3). All of a batch is one transaction, so several servers on one
 * database take turns; one that dies between log and commit writes those lines again, with the same ids and links.
 */
export async function shipEvents(database: Database, keys: Keys, log: Log): Promise<void> {
  while ((await database.transaction().execute((tx) => shipBatch(tx, keys, log))) === batchSize);
}

async function shipBatch(tx: Queryable, keys: Keys, log: Log): Promise<number> {
  const events = await unlinkedEvents(tx, batchSize);
  const last = events.at(-1);
  if (!last) return 0;
  const head = await findHead(tx);
  let link = head ? await keys.decrypt(tx, head.sealedLink, auditSeal) : firstLink;
  const lines = [];
  for (const event of events) {
    link = linkOf(link, event);
    await writeLink(tx, event.id, link);
    lines.push(lineOf(event, link));
  }
  await writeHead(tx, { upTo: last.id, sealedLink: keys.encrypt(link, auditSeal) });
  for (const event of lines) log.info({ event }, "audit");
  return events.length;
}

function lineOf(event: AuditEventRow, link: Uint8Array): Record<string, unknown> {
  return { ...event, at: instant(event.at), link: Buffer.from(link).toString("hex") };
}
