import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import type { Queryable } from "../database/database.ts";
import type { Schema } from "../database/schema.ts";
import { longestDelay } from "./rules/retry.ts";

/** The most mails in one round. Others are sent in the next round. */
const mailsARound = 200;

export interface NewMail {
  id: string;
  once: string | null;
  accountId: string | null;
  kind: string;
  sealedMail: Uint8Array;
  now: number;
}

/** Queues a mail, unless there is one with the same `once`. */
export async function insertMail(
  database: Queryable,
  { id, once, accountId, kind, sealedMail, now }: NewMail,
): Promise<void> {
  await database
    .insertInto("outbox")
    .values({
      id,
      once,
      account_id: accountId,
      kind,
      sealed_mail: sealedMail,
      queued_at: now,
      attempts: 0,
      next_attempt_at: now,
      sent_at: null,
    })
    .onConflict((conflict) => conflict.column("once").doNothing())
    .execute();
}

/** Whether a mail of this name was queued, sent or not. */
export async function isQueued(database: Queryable, once: string): Promise<boolean> {
  const mail = await database.selectFrom("outbox").select("id").where("once", "=", once).executeTakeFirst();
  return mail !== undefined;
}

export async function dueMails(database: Queryable, now: number): Promise<string[]> {
  const rows = await database
    .selectFrom("outbox")
    .select("id")
    .where("sealed_mail", "is not", null)
    .where((outbox) => isDue(outbox, now))
    .orderBy("queued_at")
    .limit(mailsARound)
    .execute();
  return rows.map(({ id }) => id);
}

/** No delay is longer than an hour. If a mail waits longer, the clock was ahead, so the mail is due now. */
function isDue(outbox: ExpressionBuilder<Schema, "outbox">, now: number): Expression<SqlBool> {
  return outbox.or([
    outbox("next_attempt_at", "<=", now),
    outbox("next_attempt_at", ">", now + longestDelay),
  ]);
}

export interface ClaimedMail {
  sealed_mail: Uint8Array;
  account_id: string | null;
  kind: string | null;
  queued_at: number;
  /** The number of attempts, with this one. */
  attempts: number;
}

/** Claims a due mail for this process in one statement. Null if another process was quicker. */
export async function claim(
  database: Queryable,
  id: string,
  { now, until }: { now: number; until: number },
): Promise<ClaimedMail | null> {
  const row = await database
    .updateTable("outbox")
    .set((of) => ({ next_attempt_at: until, attempts: of("attempts", "+", 1) }))
    .where("id", "=", id)
    .where("sealed_mail", "is not", null)
    .where((outbox) => isDue(outbox, now))
    .returning(["sealed_mail", "account_id", "kind", "queued_at", "attempts"])
    .executeTakeFirst();
  return row?.sealed_mail ? { ...row, sealed_mail: row.sealed_mail } : null;
}

/** Erases the text of a sent mail. The row stays for a while, so that no second mail about the same thing is sent. */
export async function noteSent(database: Queryable, id: string, now: number): Promise<void> {
  await database
    .updateTable("outbox")
    .set({ sent_at: now, sealed_mail: null })
    .where("id", "=", id)
    .execute();
}

/** Erases the text of a mail that can't be sent. It counts as neither waiting nor sent. */
export async function giveUp(database: Queryable, id: string): Promise<void> {
  await database.updateTable("outbox").set({ sealed_mail: null }).where("id", "=", id).execute();
}

export async function putOff(database: Queryable, id: string, until: number): Promise<void> {
  await database.updateTable("outbox").set({ next_attempt_at: until }).where("id", "=", id).execute();
}
