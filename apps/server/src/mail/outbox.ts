import { randomUUID } from "node:crypto";
import { SecureStoreError } from "@sallyport/secure-store/secure-store";
import type { FastifyBaseLogger as Log } from "fastify";
import { type Clock, minute, second } from "../core/clock.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { ScopeName } from "../database/scope.ts";
import { afterCommit, inTransaction } from "../database/transactions.ts";
import type { Keys } from "../keys/keys.ts";
import { mailOf } from "../keys/sealed-columns.ts";
import { Lanes } from "./lanes.ts";
import type { Letterhead } from "./letterhead.ts";
import type { Mail, RenderedMail } from "./mail.ts";
import {
  claim,
  type DueMail,
  dueMails,
  giveUp,
  insertMail,
  noteSent,
  putOff,
  waitingMails,
} from "./outbox.repository.ts";
import { render } from "./render.ts";
import { isWorthTrying, retryDelay } from "./rules/retry.ts";
import { noteDelivered } from "./undelivered.repository.ts";
import { noteUndelivered } from "./undelivered.ts";

/** Throws `Undeliverable` if another attempt would also fail. */
export type Deliver = (mail: RenderedMail, way: Way) => Promise<void>;

interface Way {
  /** This ID is the same in each attempt, so a receiver can recognise duplicates. */
  id: string;
  signal: AbortSignal;
}

export type MailServerState = "ok" | "failing" | "unknown";

/** The message is the mail server's reply. */
export class RefusedByMailServer extends Error {
  override readonly name: string = "RefusedByMailServer";
}

/** The mail server says that the address doesn't exist or doesn't accept mail. */
export class Undeliverable extends RefusedByMailServer {
  override readonly name = "Undeliverable";
}

interface Parts {
  database: Database;
  keys: Keys;
  clock: Clock;
  log: Log;
  letterhead: () => Letterhead;
  deliver: Deliver;
}

const deliveriesAtOnce = 4;
/** At most this many due mails are in memory. The others wait in the database. */
const mostInHand = 200;

/** A process claims a mail for this long, which is longer than any SMTP dialogue (`smtp.ts`). */
const claimedFor = 5 * minute;

/** Queue a mail in the transaction that causes it. If a server crashes, a mail can arrive twice. */
export class Outbox {
  readonly #parts: Parts;
  #mailServer: MailServerState = "unknown";
  readonly #lanes = new Lanes(deliveriesAtOnce);
  readonly #inHand = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();
  #reading: Promise<void> = Promise.resolve();
  #nextReading: Promise<void> | null = null;
  #isAsked = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get mailServer(): MailServerState {
    return this.#mailServer;
  }

  async backlog(): Promise<{ count: number; oldestSeconds: number }> {
    const { database, clock } = this.#parts;
    const { count, oldestAt } = await waitingMails(database);
    return { count, oldestSeconds: oldestAt === null ? 0 : Math.max(0, clock.now() - oldestAt) / second };
  }

  /** Does nothing if a mail with the same `once` exists. */
  async queue(database: Queryable, mail: Mail, now: number, once: string | null = null): Promise<void> {
    const id = randomUUID();
    const content = Buffer.from(JSON.stringify(render(mail, this.#parts.letterhead())));
    const sealedMail = this.#parts.keys.encrypt(content, mailOf({ id }));
    await insertMail(database, { id, once, accountId: mail.to.id, kind: mail.kind, sealedMail, now });
    afterCommit(database, () => this.#ask());
  }

  /** Skips the queue, so that the caller learns what the mail server says. */
  async sendNow(mail: Mail): Promise<void> {
    await this.#tryDelivery(render(mail, this.#parts.letterhead()), randomUUID());
  }

  async deliverDue(): Promise<void> {
    await this.#readInTurn();
    await Promise.all(this.#inHand.values());
  }

  /** Runs `#readDue` only once at a time, because two runs could take the same mail. */
  #readInTurn(): Promise<void> {
    this.#nextReading ??= this.#reading.then(() => {
      this.#nextReading = null;
      return this.#readDue();
    });
    this.#reading = this.#nextReading;
    return this.#nextReading;
  }

  async #readDue(): Promise<void> {
    const { database, clock, log } = this.#parts;
    if (this.#isStopping()) return;
    try {
      const limit = mostInHand - this.#inHand.size;
      const due = await dueMails(database, clock.now(), { except: [...this.#inHand.keys()], limit });
      for (const mail of due) this.#take(mail);
    } catch (error) {
      log.error({ err: error }, "mails could not be read from the outbox");
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#reading;
    await Promise.all(this.#inHand.values());
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** Reads once for all mails that are queued in the same turn of the event loop. */
  #ask(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    setImmediate(() => {
      this.#isAsked = false;
      void this.deliverDue();
    });
  }

  #take({ id, accountId }: DueMail): void {
    const delivery = this.#lanes
      .run(accountId ?? id, () => (this.#isStopping() ? Promise.resolve() : this.#deliverOne(id)))
      .catch((error: unknown) =>
        this.#parts.log.error({ err: error, mail: id }, "a mail could not be taken on"),
      )
      .finally(() => this.#inHand.delete(id));
    this.#inHand.set(id, delivery);
  }

  async #tryDelivery(mail: RenderedMail, id: string): Promise<void> {
    const { signal } = this.#stopping;
    const { promise: abandoned, reject } = Promise.withResolvers<never>();
    const abandon = () => reject(new Error("This process stops."));
    signal.addEventListener("abort", abandon);
    try {
      signal.throwIfAborted();
      await Promise.race([this.#parts.deliver(mail, { id, signal }), abandoned]);
      this.#mailServer = "ok";
    } catch (error) {
      if (!signal.aborted) this.#mailServer = error instanceof Undeliverable ? "ok" : "failing";
      throw error;
    } finally {
      signal.removeEventListener("abort", abandon);
    }
  }

  async #deliverOne(id: string): Promise<void> {
    const { database, keys, clock, log } = this.#parts;
    const now = clock.now();
    const row = await claim(database, id, { now, until: now + claimedFor });
    if (!row) return;
    const { attempts, queued_at: queuedAt, account_id: accountId, kind } = row;
    const scope: ScopeName[] = accountId === null ? [] : [`account ${accountId}`];
    let to: string | null = null;
    try {
      const content = Buffer.from(await keys.decrypt(database, row.sealed_mail, mailOf({ id })));
      const mail = JSON.parse(content.toString()) as RenderedMail;
      ({ to } = mail);
      await this.#tryDelivery(mail, id);
      await inTransaction(database, scope, async (tx) => {
        await noteSent(tx, id, clock.now());
        if (accountId !== null && to !== null) await noteDelivered(tx, accountId, to);
      });
    } catch (error) {
      if (this.#isStopping()) {
        log.info(
          { mail: id, account: accountId, kind },
          "a delivery was abandoned at the stop; the next start sends it",
        );
        await putOff(database, id, clock.now());
        return;
      }
      const about = { err: error, mail: id, account: accountId, kind, attempts };
      // If this process can't decrypt the mail, another process might be able to decrypt it.
      const mayOpenElsewhere = error instanceof SecureStoreError && error.code !== "corrupt";
      const isInVain = error instanceof Undeliverable || !isWorthTrying({ queuedAt, now: clock.now() });
      if (isInVain && !mayOpenElsewhere) {
        log.error(about, "a mail could not be delivered and was given up");
        const reason =
          error instanceof Undeliverable ? "the mail server refuses the address" : "tried for three days";
        await inTransaction(database, scope, async (tx) => {
          await giveUp(tx, id);
          if (accountId !== null)
            await noteUndelivered(tx, { accountId, kind, to, reason, now: clock.now() });
        });
        return;
      }
      log.warn(about, "a mail could not be delivered and will be tried again");
      await putOff(database, id, clock.now() + retryDelay(attempts));
    }
  }
}
