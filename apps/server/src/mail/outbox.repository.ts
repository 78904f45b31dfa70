import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import type { Queryable } from "../database/database.ts";
import type { Schema } from "../database/schema.ts";
import { longestDelay } from "./rules/retry.ts";

export interface NewMail {
  id: string;
  once: string | null;
  accountId: string | null;
  kind: string;
  sealedMail: Uint8Array;
  now: number;
}

/** Does nothing if a mail with the same `once` exists. */
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

export async function waitingMails(database: Queryable): Promise<{ count: number; oldestAt: number | null }> {
  return database
    .selectFrom("outbox")
    .where("sealed_mail", "is not", null)
    .select((outbox) => [
      outbox.fn.countAll<number>().as("count"),
      outbox.fn.min<number | null>("queued_at").as("oldestAt"),
    ])
    .executeTakeFirstOrThrow();
}

export interface DueMail {
  id: string;
  accountId: string | null;
}

export async function dueMails(
  database: Queryable,
  now: number,
  { except, limit }: { except: readonly string[]; limit: number },
): Promise<DueMail[]> {
  const waiting = database
    .selectFrom("outbox")
    .select(["id", "account_id as accountId"])
    .$if(except.length > 0, (rows) => rows.where("id", "not in", except))
    .where("sealed_mail", "is not", null)
    .orderBy("next_attempt_at")
    .limit(limit);
  // Two statements are used, because one statement with `or` would have to sort all due mails.
  const due = await waiting.where("next_attempt_at", "<=", now).execute();
  const ofClockAhead = await waiting.where("next_attempt_at", ">", now + longestDelay).execute();
  return [...due, ...ofClockAhead].slice(0, limit);
}

/**
 * A mail is also due if its next attempt is too far in the future. Such a time was stored while the clock was
 * ahead.
 */
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
  attempts: number;
}

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

/** The row stays for a while, because its `once` prevents a second mail. */
export async function noteSent(database: Queryable, id: string, now: number): Promise<void> {
  await database
    .updateTable("outbox")
    .set({ sent_at: now, sealed_mail: null })
    .where("id", "=", id)
    .execute();
}

export async function giveUp(database: Queryable, id: string): Promise<void> {
  await database.updateTable("outbox").set({ sealed_mail: null }).where("id", "=", id).execute();
}

export async function dropWaiting(tx: Queryable, accountId: string, kind: string): Promise<void> {
  await tx
    .updateTable("outbox")
    .set({ sealed_mail: null })
    .where("account_id", "=", accountId)
    .where("kind", "=", kind)
    .where("sealed_mail", "is not", null)
    .execute();
}

export async function putOff(database: Queryable, id: string, until: number): Promise<void> {
  await database.updateTable("outbox").set({ next_attempt_at: until }).where("id", "=", id).execute();
}
