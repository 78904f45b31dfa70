import type { PasswordReset } from "@sallyport/contract/password-reset";
import type { Realm } from "@sallyport/contract/text";
import { setPassword } from "../accounts/accounts.repository.ts";
import { record } from "../activity/activity.ts";
import { type Clock, instant } from "../core/clock.ts";
import { networkOf } from "../core/network.ts";
import { hashOf } from "../core/tokens.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";
import { inTransaction } from "../database/transactions.ts";
import type { Visit } from "../http/visit.ts";
import { endInvitations } from "../invitations/invitations.repository.ts";
import { passwordCounts } from "../limits/password-counts.repository.ts";
import { forgetWrongPasswords } from "../limits/wrong-passwords.repository.ts";
import type { Outbox } from "../mail/outbox.ts";
import { passwordChangedMail } from "../mail/templates/accounts.ts";
import type { Passwords } from "../passwords/passwords.ts";
import { dropCookieHere, endSessionHere } from "../sessions/ending-here.ts";
import { knowOnlyBrowser } from "../sessions/known-browsers.repository.ts";
import { endSessions } from "../sessions/sessions.repository.ts";
import { consumeReset, endResets, findReset } from "./password-resets.repository.ts";

export interface AcceptResetParts {
  database: Database;
  clock: Clock;
  passwords: Passwords;
  outbox: Outbox;
  portalOrigin: string;
}

export async function openPasswordReset(
  { database, clock }: AcceptResetParts,
  _visit: Visit,
  { token }: { token: string },
): Promise<PasswordReset> {
  const { account, expiresAt } = await findReset(database, token, clock.now());
  const { realm, email, username } = account;
  return { realm, email, username, expiresAt: instant(expiresAt) };
}

/** Sets the new password. A second factor, a missed deadline or a suspension stays in force. */
export async function acceptPasswordReset(
  { database, clock, passwords, outbox, portalOrigin }: AcceptResetParts,
  visit: Visit,
  { token, password }: { token: string; password: string },
): Promise<{ realm: Realm; login: string }> {
  const now = clock.now();
  const found = await findReset(database, token, now);
  await passwords.refuseUnfit(password, found.account);
  const passwordHash = await passwords.hash(password, networkOf(visit.address));
  const changed = await inTransaction(database, "everything", async (tx) => {
    const account = await consumeReset(tx, token, now);
    await setPassword(tx, account.id, { passwordHash, now, isByMail: true });
    // defence: AT-55
    await endAllThatWasOpen(tx, account, visit, now);
    const kind = account.realm === "user" ? "user_password_change" : "admin_password_change";
    await record(tx, { at: now, kind, actor: account, detail: "by mailed link", address: visit.address });
    const url = `${portalOrigin}${account.realm === "user" ? "" : "/admin"}/forgot-password`;
    await outbox.queue(tx, passwordChangedMail(account, visit.address, now, url), now);
    return account;
  });
  dropCookieHere(changed.realm, visit);
  return { realm: changed.realm, login: changed.username ?? changed.email };
}

async function endAllThatWasOpen(
  tx: Queryable,
  account: AccountRow,
  visit: Visit,
  now: number,
): Promise<void> {
  await endSessions(tx, account.id);
  await endSessionHere(tx, account.realm, visit);
  // defence: AT-26 other-links
  await endResets(tx, account.id);
  await endInvitations(tx, account.id);
  const browserHash = hashOf(visit.keepBrowserToken());
  const attempted = { accountId: account.id, network: networkOf(visit.address), browserHash, now };
  await forgetWrongPasswords(tx, account.id, await passwordCounts(tx, attempted));
  // defence: AT-90 browsers
  await knowOnlyBrowser(tx, account.id, browserHash, now);
}
