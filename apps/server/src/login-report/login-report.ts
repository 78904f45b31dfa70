import type { ReportableLogin } from "@sallyport/contract/login-report";
import type { Realm } from "@sallyport/contract/text";
import { withdrawPassword } from "../accounts/accounts.repository.ts";
import { endKeysOf } from "../accounts/api-keys/end-keys.ts";
import { record } from "../activity/activity.ts";
import { type Clock, instant } from "../core/clock.ts";
import { networkOf } from "../core/network.ts";
import { newToken } from "../core/tokens.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";
import { inTransaction } from "../database/transactions.ts";
import { endBypassCode } from "../factors/bypass-codes.repository.ts";
import type { Visit } from "../http/visit.ts";
import type { Outbox } from "../mail/outbox.ts";
import { loginReportedMail } from "../mail/templates/logins.ts";
import { endResets, keepRequest } from "../password-reset/password-resets.repository.ts";
import { lifetimeMs } from "../password-reset/rules/mailing.ts";
import { consumeReport, findReportableLogin, forgetBrowsers } from "../sessions/known-browsers.repository.ts";
import { reportLasts } from "../sessions/rules/new-browser.ts";
import { endSessions } from "../sessions/sessions.repository.ts";

export interface LoginReportParts {
  database: Database;
  clock: Clock;
  outbox: Outbox;
  portalOrigin: string;
}

interface ByLink {
  token: string;
}

export async function openLoginReport(
  { database, clock }: LoginReportParts,
  _visit: Visit,
  { token }: ByLink,
): Promise<ReportableLogin> {
  const { account, expiresAt } = await findReportableLogin(database, token, clock.now());
  const { realm, email } = account;
  return { realm, email, loggedInAt: instant(expiresAt - reportLasts), expiresAt: instant(expiresAt) };
}

export async function reportLogin(
  parts: LoginReportParts,
  { address }: Visit,
  { token }: ByLink,
): Promise<{ realm: Realm; email: string }> {
  const { database, clock } = parts;
  const now = clock.now();
  const found = await findReportableLogin(database, token, now);
  return inTransaction(database, [`account ${found.account.id}`], async (tx) => {
    const account = await consumeReport(tx, token, now);
    await closeAccount(tx, account, now);
    const kind = account.realm === "user" ? "user_login_reported" : "admin_login_reported";
    const detail = "by mailed link; sessions ended, password withdrawn";
    await record(tx, { at: now, kind, actor: account, detail, address });
    await endKeysOf(tx, account, { by: account, address, why: "login reported", now });
    await mailResetLink(tx, parts, { account, address, now });
    return { realm: account.realm, email: account.email };
  });
}

async function closeAccount(tx: Queryable, { id }: AccountRow, now: number): Promise<void> {
  // defence: AT-91 password
  await withdrawPassword(tx, id, now);
  // defence: AT-91 sessions
  await endSessions(tx, id);
  // defence: AT-91 browsers
  await forgetBrowsers(tx, id);
  await endResets(tx, id);
  await endBypassCode(tx, id);
}

interface Mailing {
  account: AccountRow;
  address: string;
  now: number;
}

/**
 * Mails a second link, which sets the new password. The link of the report can't do that: it works for days,
 * and someone might have copied it.
 */
async function mailResetLink(
  tx: Queryable,
  { outbox, portalOrigin }: LoginReportParts,
  { account, address, now }: Mailing,
): Promise<void> {
  const token = newToken();
  await keepRequest(tx, { token, account, isMailed: true, network: networkOf(address), now });
  const url = `${portalOrigin}/reset-password#${token}`;
  await outbox.queue(tx, loginReportedMail(account, { url, expiresAt: now + lifetimeMs, address }), now);
}
