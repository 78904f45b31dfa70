import { sql } from "kysely";
import { Refused } from "../core/refusal.ts";
import { hashOf } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";
import { mailboxOf } from "../mail/rules/flood.ts";
import { countedMs, lifetimeMs, type ResetFacts, rememberedMs } from "./rules/mailing.ts";

export async function requestsOf(database: Queryable, network: string, now: number): Promise<number> {
  const { requests } = await database
    .selectFrom("password_resets")
    .select((count) => count.fn.countAll<number>().as("requests"))
    .where("network", "=", network)
    .where("asked_at", ">", now - countedMs)
    // Requests with a time in the future are left out. They were made while the clock was ahead, and would use
    // up the limit for too long.
    .where("asked_at", "<=", now)
    .executeTakeFirstOrThrow();
  return requests;
}

interface Mailed
  extends Pick<ResetFacts, "mailsBefore" | "lastMailedAt" | "invitationLinks" | "invitedUntil"> {
  networks: string[];
}

/**
 * `networks` also includes the networks that requested mails to other accounts with the same mailbox. Unknown
 * logins run the same statements.
 */
export async function mailsTo(database: Queryable, account: AccountRow | null, now: number): Promise<Mailed> {
  const accountId = account?.id ?? "";
  const mailbox = mailboxOf(account?.email_key ?? "nobody");
  const open = sql`from invitations where account_id = ${accountId} and expires_at > ${now} and withdrawn_at is null`;
  const mails = await database
    .selectFrom("password_resets")
    .select((rows) => [
      rows.fn.countAll<number>().as("mailsBefore"),
      rows.fn.max<number | null>("asked_at").as("lastMailedAt"),
      sql<number>`(select count(*) ${open})`.as("invitationLinks"),
      sql<number | null>`(select max(expires_at) ${open})`.as("invitedUntil"),
    ])
    .where("account_id", "=", accountId)
    .where("asked_at", ">", now - rememberedMs)
    .where("asked_at", "<=", now)
    .executeTakeFirstOrThrow();
  const toMailbox = await database
    .selectFrom("password_resets")
    .select("network")
    .where("mailbox", "=", mailbox)
    .where("asked_at", ">", now - countedMs)
    .where("asked_at", "<=", now)
    .execute();
  return { ...mails, networks: toMailbox.map(({ network }) => network) };
}

interface Request {
  token: string;
  account: AccountRow | null;
  isMailed: boolean;
  network: string;
  now: number;
}

/** Stores the request and keeps older links, because an attacker's requests must not end the owner's links. */
export async function keepRequest(
  database: Queryable,
  { token, account, isMailed, network, now }: Request,
): Promise<void> {
  const mailedTo = isMailed ? account : null;
  await database
    .insertInto("password_resets")
    .values({
      token_hash: hashOf(token),
      account_id: mailedTo?.id ?? null,
      email_key: mailedTo?.email_key ?? "",
      mailbox: mailedTo ? mailboxOf(mailedTo.email_key) : "",
      network,
      asked_at: now,
    })
    .execute();
}

export async function endResets(database: Queryable, accountId: string): Promise<void> {
  await database
    .updateTable("password_resets")
    .set({ account_id: null })
    .where("account_id", "=", accountId)
    .execute();
}

export interface FoundReset {
  account: AccountRow;
  expiresAt: number;
}

/** Refuses if the link has ended, the account isn't active, or the address has changed. */
export async function findReset(database: Queryable, token: string, now: number): Promise<FoundReset> {
  const reset = await database
    .selectFrom("password_resets")
    .select(["account_id", "email_key", "asked_at"])
    .where("token_hash", "=", hashOf(token))
    .where("asked_at", ">", now - lifetimeMs)
    .where("asked_at", "<=", now)
    .executeTakeFirst();
  if (!reset?.account_id) throw new Refused("link-invalid");
  const account = await accountAt(database, reset.account_id, reset.email_key);
  return { account, expiresAt: reset.asked_at + lifetimeMs };
}

/** One statement checks and uses up the link, so only one of several simultaneous requests succeeds. */
export async function consumeReset(database: Queryable, token: string, now: number): Promise<AccountRow> {
  // defence: AT-26 reset-link
  const reset = await database
    .deleteFrom("password_resets")
    .where("token_hash", "=", hashOf(token))
    .where("account_id", "is not", null)
    .where("asked_at", ">", now - lifetimeMs)
    .where("asked_at", "<=", now)
    .returning(["account_id", "email_key"])
    .executeTakeFirst();
  if (!reset?.account_id) throw new Refused("link-invalid");
  return accountAt(database, reset.account_id, reset.email_key);
}

async function accountAt(database: Queryable, id: string, emailKey: string): Promise<AccountRow> {
  const account = await database
    .selectFrom("accounts")
    .selectAll()
    .where("id", "=", id)
    .where("email_key", "=", emailKey)
    .where("state", "=", "active")
    .executeTakeFirst();
  if (!account) throw new Refused("link-invalid");
  return account;
}
