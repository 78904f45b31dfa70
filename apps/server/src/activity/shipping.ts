import type { FastifyBaseLogger as Log } from "fastify";
import { instant } from "../core/clock.ts";
import { type Database, type Queryable, untilDurable } from "../database/database.ts";
import type { AuditEventRow } from "../database/schema.ts";
import type { Keys } from "../keys/keys.ts";
import {
  findHead,
  isBeforeEverything,
  type Linked,
  lastLinked,
  linkOfEvent,
  unlinkedEvents,
  writeLink,
} from "./chain.repository.ts";
import { firstLink, isSameLink, linkOf } from "./chain.ts";
import { isSealedEnd, sealEnd } from "./seal.ts";

/** Limits how long other requests wait for the database. */
const batchSize = 500;

const beforeTheFirst: Linked = { id: 0, link: firstLink };

/** In a used database, an attacker could delete the seal to get a new one. */
export async function beginRecord(database: Database, keys: Keys): Promise<void> {
  await database.transaction().execute(async (tx) => {
    if ((await findHead(tx)) || !(await isBeforeEverything(tx))) return;
    await sealEnd(tx, keys, beforeTheFirst);
  });
}

/**
 * The process's log is shipped to another machine (ASVS 16.4.3). Each batch is one transaction, so several servers
 * take turns. If a server stops before the commit, the same events are logged twice, with the same ids and links.
 */
export class EventShipping {
  readonly #keys: Keys;
  readonly #log: Log;
  readonly #onEvent: ((event: AuditEventRow) => void) | undefined;
  /**
   * The last event that this process has sealed. If an attacker removes this event and restores an older seal, the
   * process notices.
   */
  #last: Linked = beforeTheFirst;

  /** `onEvent` gets each event once it is linked. */
  constructor(keys: Keys, log: Log, onEvent?: (event: AuditEventRow) => void) {
    this.#keys = keys;
    this.#log = log;
    this.#onEvent = onEvent;
  }

  async ship(database: Database): Promise<void> {
    for (let count = batchSize; count === batchSize; ) {
      const batch = await database.transaction().execute((tx) => this.#shipBatch(database, tx));
      count = batch.events.length;
      // A rolled-back batch has linked nothing.
      this.#last = batch.sealed ?? this.#last;
      for (const event of batch.events) this.#onEvent?.(event);
    }
  }

  async #shipBatch(
    database: Database,
    tx: Queryable,
  ): Promise<{ events: AuditEventRow[]; sealed: Linked | null }> {
    const events = await unlinkedEvents(tx, batchSize);
    const [first] = events;
    if (!first) return { events, sealed: null };
    let last = (await lastLinked(tx)) ?? beforeTheFirst;
    const isIntact =
      last.id < first.id && (await isSealedEnd(tx, this.#keys, last)) && (await this.#isOurs(tx));
    const lines = [];
    for (const event of events) {
      last = { id: event.id, link: linkOf(last.link, event) };
      await writeLink(tx, last);
      lines.push(lineOf(event, last.link));
    }
    if (isIntact) {
      await sealEnd(tx, this.#keys, last);
    } else {
      // Ship the new events but keep the old seal, so that `verify` still finds the fault.
      this.#log.error("the record of activity was altered: npm run activity -- verify says where");
    }
    // A power cut must not remove events that were already shipped.
    await untilDurable(database);
    for (const event of lines) this.#log.info({ event }, "audit");
    return { events, sealed: isIntact ? last : null };
  }

  async #isOurs(tx: Queryable): Promise<boolean> {
    if (this.#last.id === beforeTheFirst.id) return true;
    return isSameLink(await linkOfEvent(tx, this.#last.id), this.#last.link);
  }
}

function lineOf(event: AuditEventRow, link: Uint8Array): Record<string, unknown> {
  return { ...event, at: instant(event.at), link: Buffer.from(link).toString("hex") };
}
