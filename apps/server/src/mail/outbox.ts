import { randomUUID } from "node:crypto";
import { SecureStoreError } from "@sallyport/secure-store/secure-store";
import type { FastifyBaseLogger as Log } from "fastify";
import { type Clock, minute } from "../core/clock.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { Keys } from "../keys/keys.ts";
import { mailOf } from "../keys/sealed-columns.ts";
import type { Letterhead } from "./letterhead.ts";
import type { Mail, RenderedMail } from "./mail.ts";
import { claim, dueMails, giveUp, insertMail, noteSent, putOff } from "./outbox.repository.ts";
import { render } from "./render.ts";
import { isWorthTrying, retryDelay } from "./rules/retry.ts";
import { noteDelivered } from "./undelivered.repository.ts";
import { noteUndelivered } from "./undelivered.ts";

/** Rejects with `Undeliverable` if another try would fail too, and with any other error if it may succeed. */
export type Deliver = (mail: RenderedMail) => Promise<void>;

/**
 * `ok` if the mail server accepted or refused the last mail, `failing` if it did neither, `unknown` before any mail.
 */
export type MailServerState = "ok" | "failing" | "unknown";

/** The mail server says that the address doesn't exist or accepts no mail. */
export class Undeliverable extends Error {
  override readonly name = "Undeliverable";
}

interface Parts {
  database: Database;
  keys: Keys;
  clock: Clock;
  log: Log;
  letterhead: Letterhead;
  deliver: Deliver;
}

/** How long a process keeps its claim on a mail. The timeouts in `smtp.ts` end every SMTP dialogue earlier. */
const claimedFor = 5 * minute;

/**
 * Queues a mail in the transaction that causes it. So no mail is lost, and none is sent after a rollback. A server
 * claims a mail before it sends it, so several servers on one database send each mail once. A mail may arrive twice if
 * the process dies right after sending. The log names mails that can't be delivered.
 */
export class Outbox {
  readonly #parts: Parts;
  #mailServer: MailServerState = "unknown";
  #delivering: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;
  #isAsked = false;
  #isStopping = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get mailServer(): MailServerState {
    return this.#mailServer;
  }

  /** If `once` is set, the mail is queued only if no other mail has the same `once`. */
  async queue(database: Queryable, mail: Mail, now: number, once: string | null = null): Promise<void> {
    const id = randomUUID();
    const content = Buffer.from(JSON.stringify(render(mail, this.#parts.letterhead)));
    const sealedMail = this.#parts.keys.encrypt(content, mailOf({ id }));
    await insertMail(database, { id, once, accountId: mail.to.id, kind: mail.kind, sealedMail, now });
    this.#ask();
  }

  /** Tries to send all due mails. Resolves after one attempt for each. */
  deliverDue(): Promise<void> {
    this.#next ??= this.#delivering.then(() => {
      this.#next = null;
      return this.#deliverAll();
    });
    this.#delivering = this.#next;
    return this.#next;
  }

  /** Stops sending. Resolves when the current mail is done. The other mails stay queued until the next start. */
  stop(): Promise<void> {
    this.#isStopping = true;
    return this.#delivering;
  }

  /** Sends a moment later, because the transaction that queues the mail is still open. */
  #ask(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    setImmediate(() => {
      this.#isAsked = false;
      void this.deliverDue();
    });
  }

  async #deliverAll(): Promise<void> {
    const { database, clock, log } = this.#parts;
    try {
      for (const id of await dueMails(database, clock.now())) {
        if (this.#isStopping) return;
        await this.#deliverOne(id);
      }
    } catch (error) {
      log.error({ err: error }, "mails could not be read from the outbox");
    }
  }

  async #watched(delivery: Promise<void>): Promise<void> {
    try {
      await delivery;
      this.#mailServer = "ok";
    } catch (error) {
      this.#mailServer = error instanceof Undeliverable ? "ok" : "failing";
      throw error;
    }
  }

  async #deliverOne(id: string): Promise<void> {
    const { database, keys, clock, log, deliver } = this.#parts;
    const now = clock.now();
    const row = await claim(database, id, { now, until: now + claimedFor });
    if (!row) return;
    const { attempts, queued_at: queuedAt, account_id: accountId, kind } = row;
    let to: string | null = null;
    try {
      const content = Buffer.from(await keys.decrypt(database, row.sealed_mail, mailOf({ id })));
      const mail = JSON.parse(content.toString()) as RenderedMail;
      ({ to } = mail);
      await this.#watched(deliver(mail));
      await database.transaction().execute(async (tx) => {
        await noteSent(tx, id, clock.now());
        if (accountId !== null && to !== null) await noteDelivered(tx, accountId, to);
      });
    } catch (error) {
      const about = { err: error, mail: id, account: accountId, kind, attempts };
      // A key that can't be opened now may open in another process or after a restart, so the mail waits.
      const mayOpenElsewhere = error instanceof SecureStoreError && error.code !== "corrupt";
      const isInVain = error instanceof Undeliverable || !isWorthTrying({ queuedAt, now: clock.now() });
      if (isInVain && !mayOpenElsewhere) {
        log.error(about, "a mail could not be delivered and was given up");
        const reason =
          error instanceof Undeliverable ? "the mail server refuses the address" : "tried for three days";
        await database.transaction().execute(async (tx) => {
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
