import { randomUUID } from "node:crypto";
import type { FastifyBaseLogger as Log } from "fastify";
import type { Clock } from "../clock.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { Keys } from "../keys/keys.ts";
import { mailOf } from "../keys/sealed-columns.ts";
import { type Mail, type RenderedMail, render } from "./mail.ts";
import { retryDelay } from "./rules/retry.ts";

export type Deliver = (mail: RenderedMail) => Promise<void>;

interface Parts {
  database: Database;
  keys: Keys;
  clock: Clock;
  log: Log;
  deliver: Deliver;
}

/**
 * Mails are queued in the transaction that causes them, so that none is lost and none is sent for what was rolled back.
 * A mail may arrive twice if the process dies between sending and noting it; it never fails to arrive in silence.
 */
export class Outbox {
  readonly #parts: Parts;
  #delivering: Promise<void> = Promise.resolve();
  #isAsked = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** `once` names what the mail is about; a second mail of that name is not queued. */
  async queue(database: Queryable, mail: Mail, now: number, once: string | null = null): Promise<void> {
    const id = randomUUID();
    const content = Buffer.from(JSON.stringify(render(mail)));
    await database
      .insertInto("outbox")
      .values({
        id,
        once,
        sealed_mail: this.#parts.keys.encrypt(content, mailOf({ id })),
        queued_at: now,
        attempts: 0,
        next_attempt_at: now,
        sent_at: null,
      })
      .onConflict((conflict) => conflict.column("once").doNothing())
      .execute();
    this.#ask();
  }

  /** Sends what is due. Resolves when nothing due is left, or each has failed once more. */
  deliverDue(): Promise<void> {
    this.#delivering = this.#delivering.then(() => this.#deliverAll());
    return this.#delivering;
  }

  /** Resolves once no delivery is under way. */
  settled(): Promise<void> {
    return this.#delivering;
  }

  /** Soon rather than now: the transaction that queues is still open. */
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
      const due = await database
        .selectFrom("outbox")
        .selectAll()
        .where("sent_at", "is", null)
        .where("next_attempt_at", "<=", clock.now())
        .orderBy("queued_at")
        .limit(200)
        .execute();
      for (const row of due) await this.#deliverOne(row);
    } catch (error) {
      log.error({ err: error }, "mails could not be read from the outbox");
    }
  }

  async #deliverOne(row: { id: string; sealed_mail: Uint8Array | null; attempts: number }): Promise<void> {
    const { database, keys, clock, log, deliver } = this.#parts;
    if (!row.sealed_mail) return;
    try {
      const content = Buffer.from(await keys.decrypt(database, row.sealed_mail, mailOf(row)));
      await deliver(JSON.parse(content.toString()) as RenderedMail);
      await database
        .updateTable("outbox")
        .set({ sent_at: clock.now(), sealed_mail: null })
        .where("id", "=", row.id)
        .execute();
    } catch (error) {
      const attempts = row.attempts + 1;
      log.warn(
        { err: error, mail: row.id, attempts },
        "a mail could not be delivered and will be tried again",
      );
      await database
        .updateTable("outbox")
        .set({ attempts, next_attempt_at: clock.now() + retryDelay(attempts) })
        .where("id", "=", row.id)
        .execute();
    }
  }
}
