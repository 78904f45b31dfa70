import type { FastifyBaseLogger as Log } from "fastify";
import { instant } from "../core/clock.ts";
import { typedCommand } from "../core/typed-command.ts";
import { type Database, type Queryable, untilDurable } from "../database/database.ts";
import type { AuditEventRow } from "../database/schema.ts";
import { inTransaction, isFree } from "../database/transactions.ts";
import type { Keys } from "../keys/keys.ts";
import {
  findHead,
  isBeforeEverything,
  lastLinked,
  linkAt,
  linkedEvents,
  shippedUpTo,
  unlinkedEvents,
  writeLinks,
  writeShipped,
} from "./chain.repository.ts";
import { beforeTheFirst, isSameLink, type Linked, linkOf } from "./chain.ts";
import { countLogins } from "./count-logins.ts";
import { isSealedEnd, sealEnd, sealedStart } from "./seal.ts";

/** Other requests wait while a batch is shipped, so batches are small. */
const batchSize = 500;

/**
 * Seals only an unused database. Otherwise an attacker could delete the seal of a used database to get a new
 * one.
 */
export async function beginRecord(database: Database, keys: Keys): Promise<void> {
  await inTransaction(database, ["activity chain"], async (tx) => {
    if ((await findHead(tx)) || !(await isBeforeEverything(tx))) return;
    await sealEnd(tx, keys, beforeTheFirst);
  });
}

/**
 * Ships an event after the commit of its link (ASVS 16.4.3). If a server stops while shipping, some events can
 * be shipped twice.
 */
export class EventShipping {
  readonly #keys: Keys;
  readonly #log: Log;
  readonly #onEvent: ((event: AuditEventRow) => void) | undefined;
  #last: Linked = beforeTheFirst;

  constructor(keys: Keys, log: Log, onEvent?: (event: AuditEventRow) => void) {
    this.#keys = keys;
    this.#log = log;
    this.#onEvent = onEvent;
  }

  /** Does nothing while another server ships. Waiting for the other server would be useless. */
  async shipIfFree(database: Database): Promise<void> {
    if (await isFree(database, "activity chain")) await this.ship(database);
  }

  async ship(database: Database): Promise<void> {
    for (let most = batchSize; most === batchSize; ) {
      const linked = await this.#linkBatch(database);
      const shipped = await this.#shipBatch(database);
      most = Math.max(linked, shipped);
    }
  }

  /** @returns how many events were linked */
  async #linkBatch(database: Database): Promise<number> {
    const { count, sealed } = await inTransaction(database, ["activity chain"], (tx) => this.#linkWithin(tx));
    this.#last = sealed ?? this.#last;
    return count;
  }

  async #linkWithin(tx: Queryable): Promise<{ count: number; sealed: Linked | null }> {
    const events = await unlinkedEvents(tx, batchSize);
    if (events.length === 0) return { count: 0, sealed: null };
    const end = (await lastLinked(tx)) ?? beforeTheFirst;
    const isIntact = (await isSealedEnd(tx, this.#keys, end)) && (await this.#isOurs(tx));
    // Only linked events are shipped. If the stored number is higher than the number of the last linked event,
    // someone has forged the stored number.
    const isShippedTooFar = (await shippedUpTo(tx)) > end.seq;
    if (isShippedTooFar) await writeShipped(tx, end.seq);
    let last = end;
    const links = events.map((event) => {
      last = { seq: last.seq + 1, link: linkOf(last.link, event) };
      return { id: event.id, ...last };
    });
    await writeLinks(tx, links);
    await countLogins(tx, events);
    // If the log was altered, the old seal stays, so `verify` can still find the fault.
    if (isIntact) await sealEnd(tx, this.#keys, last);
    if (!isIntact || isShippedTooFar) {
      this.#log.error(`the record of activity was altered: ${typedCommand("activity", "verify")} says where`);
    }
    return { count: events.length, sealed: isIntact ? last : null };
  }

  /** @returns how many events were shipped */
  async #shipBatch(database: Database): Promise<number> {
    const events = await inTransaction(database, ["activity chain"], async (tx) => {
      const linked = await linkedEvents(tx, await shippedUpTo(tx), batchSize);
      const last = linked.at(-1);
      if (!last) return linked;
      await writeShipped(tx, last.seq);
      // A power cut must not remove the links of shipped events, so the links must be durable first.
      await untilDurable(database);
      for (const event of linked) this.#log.info({ event: lineOf(event) }, "audit");
      return linked;
    });
    for (const event of events) this.#onEvent?.(event);
    return events.length;
  }

  async #isOurs(tx: Queryable): Promise<boolean> {
    if (this.#last.seq === beforeTheFirst.seq) return true;
    // Another server could have deleted the event because of its age. Then the beginning of the chain has a new
    // seal, which only a server can make.
    const start = await sealedStart(tx, this.#keys);
    if (!start || this.#last.seq < start.seq) return start !== null;
    if (this.#last.seq === start.seq) return isSameLink(start.link, this.#last.link);
    return isSameLink(await linkAt(tx, this.#last.seq), this.#last.link);
  }
}

function lineOf(event: AuditEventRow): Record<string, unknown> {
  return { ...event, at: instant(event.at), link: event.link && Buffer.from(event.link).toString("hex") };
}
