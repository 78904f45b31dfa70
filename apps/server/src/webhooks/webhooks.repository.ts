import type { ExpressionBuilder } from "kysely";
import type { Queryable } from "../database/database.ts";
import type { Schema, WebhookRow } from "../database/schema.ts";
import { longestDelayMs } from "./rules/retry.ts";

export function listWebhooks(database: Queryable): Promise<WebhookRow[]> {
  return database.selectFrom("webhooks").selectAll().orderBy("created_at").orderBy("id").execute();
}

export function findWebhook(database: Queryable, id: string): Promise<WebhookRow | undefined> {
  return database.selectFrom("webhooks").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function insertWebhook(
  tx: Queryable,
  row: Pick<WebhookRow, "id" | "url" | "event_groups" | "sealed_secret" | "created_at" | "sent_up_to">,
): Promise<WebhookRow> {
  return tx
    .insertInto("webhooks")
    .values({ ...row, next_attempt_at: row.created_at })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteWebhook(tx: Queryable, id: string): Promise<void> {
  await tx.deleteFrom("webhooks").where("id", "=", id).execute();
}

/** Does nothing if the secret was changed or re-encrypted meanwhile. */
export async function storeSecret(
  tx: Queryable,
  { id, sealed_secret }: Pick<WebhookRow, "id" | "sealed_secret">,
  changed: Pick<WebhookRow, "sealed_secret" | "previous_secret_until">,
): Promise<void> {
  await tx
    .updateTable("webhooks")
    .set(changed)
    .where("id", "=", id)
    .where("sealed_secret", "=", sealed_secret)
    .execute();
}

export async function resume(tx: Queryable, id: string, now: number): Promise<WebhookRow> {
  return tx
    .updateTable("webhooks")
    .set({
      paused_at: null,
      failing_since: null,
      failures: 0,
      problem: null,
      status: null,
      next_attempt_at: now,
    })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/**
 * True if the column's time has passed. A time further ahead than `within` also counts as passed, because it
 * was stored while the clock was ahead.
 */
function isPast(
  by: ExpressionBuilder<Schema, "webhooks">,
  column: "next_attempt_at" | "claimed_until",
  { now, within }: { now: number; within: number },
) {
  return by.or([by(column, "<=", now), by(column, ">", now + within)]);
}

/** `end` is the `seq` of the last shipped event. */
export async function dueWebhooks(database: Queryable, now: number, end: number): Promise<string[]> {
  const due = await database
    .selectFrom("webhooks")
    .select("id")
    .where("sent_up_to", "!=", end)
    .where("paused_at", "is", null)
    .where((by) => isPast(by, "next_attempt_at", { now, within: longestDelayMs }))
    .execute();
  return due.map(({ id }) => id);
}

export interface Claim {
  id: string;
  /** A random text. If it changes in the database, another process has taken over. */
  claim: string;
}

/** Returns undefined if the webhook isn't due, or if another process has claimed it. */
export function claimWebhook(
  database: Queryable,
  { id, claim }: Claim,
  { now, claimedForMs }: { now: number; claimedForMs: number },
): Promise<WebhookRow | undefined> {
  return database
    .updateTable("webhooks")
    .set({ claim, claimed_until: now + claimedForMs })
    .where("id", "=", id)
    .where("paused_at", "is", null)
    .where((by) => isPast(by, "next_attempt_at", { now, within: longestDelayMs }))
    .where((by) =>
      by.or([by("claim", "is", null), isPast(by, "claimed_until", { now, within: claimedForMs })]),
    )
    .returningAll()
    .executeTakeFirst();
}

type Progress = Partial<
  Pick<
    WebhookRow,
    | "sent_up_to"
    | "skipped"
    | "last_delivered_at"
    | "failures"
    | "failing_since"
    | "problem"
    | "status"
    | "next_attempt_at"
    | "paused_at"
    | "claim"
    | "claimed_until"
  >
>;

/** Returns false if another process has claimed the webhook, or if it was removed. */
export async function note(database: Queryable, { id, claim }: Claim, progress: Progress): Promise<boolean> {
  const row = await database
    .updateTable("webhooks")
    .set(progress)
    .where("id", "=", id)
    .where("claim", "=", claim)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}
