import { day, minute } from "../core/clock.ts";
import { hashOf } from "../core/tokens.ts";
import type { Database, Queryable } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";

const pause = minute;
const mostInADay = 10;

export interface NewSetUpLink {
  accountId: string;
  token: string;
  expiresAt: number;
  now: number;
}

export async function insertSetUpLink(
  database: Queryable,
  { accountId, token, expiresAt, now }: NewSetUpLink,
): Promise<void> {
  const issued = {
    token_hash: hashOf(token),
    expires_at: expiresAt,
    ...(await countOne(database, accountId, now)),
  };
  await database
    .insertInto("set_up_tickets")
    .values({ ...issued, account_id: accountId })
    .onConflict((conflict) => conflict.column("account_id").doUpdateSet(issued))
    .execute();
}

/** One statement checks and uses up the link, so only one of several simultaneous requests succeeds. */
export async function spendSetUpLink(
  database: Queryable,
  accountId: string,
  token: string,
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable("set_up_tickets")
    // defence: AT-06 once
    .set({ token_hash: null })
    // defence: AT-06 account
    .where("account_id", "=", accountId)
    .where("token_hash", "=", hashOf(token))
    .where("expires_at", ">", now)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function endSetUpLink(database: Queryable, accountId: string): Promise<void> {
  await database
    .updateTable("set_up_tickets")
    .set({ token_hash: null })
    .where("account_id", "=", accountId)
    .execute();
}

export async function nextLinkAt(
  database: Queryable,
  accountId: string,
  now: number,
): Promise<number | null> {
  const sent = await findCount(database, accountId, now);
  if (!sent) return null;
  const isDayFull = sent.sent_that_day >= mostInADay && now < sent.day_began_at + day;
  const until = isDayFull ? sent.day_began_at + day : sent.sent_at + pause;
  return now < until ? until : null;
}

/** If the setting was changed, applies it to all sessions whose link isn't opened. */
export async function applySetUpLinkSetting(database: Database, isSetUpLinkNeeded: boolean): Promise<void> {
  const [before, after] = isSetUpLinkNeeded ? ([1, 0] as const) : ([0, 1] as const);
  const outdated = await database
    .selectFrom("sessions")
    .select("id")
    .where("has_ticket", "=", before)
    .limit(1)
    .executeTakeFirst();
  if (!outdated) return;
  await inTransaction(database, "everything", (tx) =>
    tx.updateTable("sessions").set({ has_ticket: after }).where("has_ticket", "=", before).execute(),
  );
}

async function countOne(database: Queryable, accountId: string, now: number) {
  const sent = await findCount(database, accountId, now);
  if (!sent || now >= sent.day_began_at + day) return { sent_at: now, day_began_at: now, sent_that_day: 1 };
  return { sent_at: now, day_began_at: sent.day_began_at, sent_that_day: sent.sent_that_day + 1 };
}

function findCount(database: Queryable, accountId: string, now: number) {
  return database
    .selectFrom("set_up_tickets")
    .select(["sent_at", "day_began_at", "sent_that_day"])
    .where("account_id", "=", accountId)
    .where("sent_at", "<=", now)
    .executeTakeFirst();
}
