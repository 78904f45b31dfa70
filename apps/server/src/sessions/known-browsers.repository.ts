import type { Selectable } from "kysely";
import { Refused } from "../core/refusal.ts";
import { hashOf } from "../core/tokens.ts";
import { compiledOnce } from "../database/compiled-once.ts";
import type { Queryable } from "../database/database.ts";
import type { AccountRow, Schema } from "../database/schema.ts";
import { reportLasts } from "./rules/new-browser.ts";

interface Remembered {
  accountId: string;
  browserHash: Uint8Array;
  reportToken: string | null;
  now: number;
}

/**
 * Wrong passwords from other browsers never make a known browser wait.
 * @returns true if the browser is new and `reportToken` was stored for the link in the mail
 */
export async function rememberBrowser(
  database: Queryable,
  { accountId, browserHash, reportToken, now }: Remembered,
): Promise<boolean> {
  const reportHash = reportToken === null ? null : hashOf(reportToken);
  const { rows } = await storeBrowser(database, {
    account_id: accountId,
    browser_hash: browserHash,
    last_sign_in_at: now,
    report_hash: reportHash,
    report_until: reportHash === null ? null : now + reportLasts,
  });
  const stored = rows[0]?.report_hash ?? null;
  return reportHash !== null && stored !== null && Buffer.compare(reportHash, stored) === 0;
}

const storeBrowser = compiledOnce((database, browser: Selectable<Schema["known_browsers"]>) =>
  database
    .insertInto("known_browsers")
    .values(browser)
    .onConflict((conflict) =>
      conflict
        .columns(["account_id", "browser_hash"])
        .doUpdateSet({ last_sign_in_at: browser.last_sign_in_at }),
    )
    .returning("report_hash"),
);

export async function forgetOtherBrowsers(
  database: Queryable,
  accountId: string,
  browserHash: Uint8Array,
): Promise<void> {
  await database
    .deleteFrom("known_browsers")
    .where("account_id", "=", accountId)
    .where("browser_hash", "<>", browserHash)
    .execute();
}

/** Also ends the mailed links that report logins in these browsers. */
export async function forgetBrowsers(database: Queryable, accountId: string): Promise<void> {
  await database.deleteFrom("known_browsers").where("account_id", "=", accountId).execute();
}

/**
 * Makes this browser the only known browser of the account. A thief's browser might be known too, and a known browser
 * doesn't have to wait after wrong passwords from other browsers.
 */
export async function knowOnlyBrowser(
  database: Queryable,
  accountId: string,
  browserHash: Uint8Array,
  now: number,
): Promise<void> {
  await forgetBrowsers(database, accountId);
  await rememberBrowser(database, { accountId, browserHash, reportToken: null, now });
}

export async function isKnownBrowser(database: Queryable, browserHash: Uint8Array): Promise<boolean> {
  const known = await database
    .selectFrom("known_browsers")
    .select("account_id")
    .where("browser_hash", "=", browserHash)
    .limit(1)
    .executeTakeFirst();
  return known !== undefined;
}

/** Counts browsers whose link was made after `since`. */
export async function newBrowsersSince(
  database: Queryable,
  accountId: string,
  since: number,
): Promise<number> {
  const { count } = await database
    .selectFrom("known_browsers")
    .select((rows) => rows.fn.countAll<number>().as("count"))
    .where("account_id", "=", accountId)
    .where("report_until", ">", since + reportLasts)
    .executeTakeFirstOrThrow();
  return count;
}

interface FoundLogin {
  account: AccountRow;
  expiresAt: number;
}

/** Refuses if the link has ended or the account isn't active. */
export async function findReportableLogin(
  database: Queryable,
  token: string,
  now: number,
): Promise<FoundLogin> {
  const login = await database
    .selectFrom("known_browsers")
    .select(["account_id", "report_until"])
    .where("report_hash", "=", hashOf(token))
    .where("report_until", ">", now)
    // Refuses a link that was made while the clock was ahead, because the link would work for too long.
    .where("report_until", "<=", now + reportLasts)
    .executeTakeFirst();
  if (!login?.report_until) throw new Refused("link-invalid");
  return { account: await activeAccount(database, login.account_id), expiresAt: login.report_until };
}

/** One statement checks and uses up the link, so only one of several simultaneous requests succeeds. */
export async function consumeReport(database: Queryable, token: string, now: number): Promise<AccountRow> {
  const login = await database
    .deleteFrom("known_browsers")
    .where("report_hash", "=", hashOf(token))
    .where("report_until", ">", now)
    .where("report_until", "<=", now + reportLasts)
    .returning("account_id")
    .executeTakeFirst();
  if (!login) throw new Refused("link-invalid");
  return activeAccount(database, login.account_id);
}

async function activeAccount(database: Queryable, id: string): Promise<AccountRow> {
  const account = await database
    .selectFrom("accounts")
    .selectAll()
    .where("id", "=", id)
    .where("state", "=", "active")
    .executeTakeFirst();
  if (!account) throw new Refused("link-invalid");
  return account;
}
