import { day, minute } from "../core/clock.ts";
import { hashOf } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";

const pause = minute;
const mostInADay = 10;

export interface NewTicket {
  accountId: string;
  token: string;
  expiresAt: number;
  now: number;
}

/** A newer ticket ends the older one of the account. */
export async function insertTicket(
  database: Queryable,
  { accountId, token, expiresAt, now }: NewTicket,
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

/** Spends a ticket of this very account: check and consumption are one statement, so that of any number one succeeds. */
export async function spendTicket(
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

/** Ends what was mailed to an account; that it was mailed still counts. */
export async function endTicket(database: Queryable, accountId: string): Promise<void> {
  await database
    .updateTable("set_up_tickets")
    .set({ token_hash: null })
    .where("account_id", "=", accountId)
    .execute();
}

/** Until when no further link is mailed to an account that asks for one; null when one may be mailed now. */
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

/** At a start: the setting acts on sessions that are open already, and no ticket outlives the process that took it. */
export async function applyTicketSetting(database: Queryable, isTicketNeeded: boolean): Promise<void> {
  await database
    .updateTable("sessions")
    .set({ has_ticket: isTicketNeeded ? 0 : 1 })
    .execute();
}

async function countOne(database: Queryable, accountId: string, now: number) {
  const sent = await findCount(database, accountId, now);
  if (!sent || now >= sent.day_began_at + day) return { sent_at: now, day_began_at: now, sent_that_day: 1 };
  return { sent_at: now, day_began_at: sent.day_began_at, sent_that_day: sent.sent_that_day + 1 };
}

/** What was sent under a clock that was ahead counts no longer: it would for as long as the clock was ahead. */
function findCount(database: Queryable, accountId: string, now: number) {
  return database
    .selectFrom("set_up_tickets")
    .select(["sent_at", "day_began_at", "sent_that_day"])
    .where("account_id", "=", accountId)
    .where("sent_at", "<=", now)
    .executeTakeFirst();
}
