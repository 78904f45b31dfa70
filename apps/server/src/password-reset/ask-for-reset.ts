import type { Realm } from "@sallyport/contract/text";
import { findAccountByLogin } from "../accounts/accounts.repository.ts";
import { record } from "../activity/activity.ts";
import type { Clock } from "../core/clock.ts";
import { networkOf } from "../core/network.ts";
import { newToken } from "../core/tokens.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";
import type { ScopeName } from "../database/scope.ts";
import { inTransaction } from "../database/transactions.ts";
import type { Visit } from "../http/visit.ts";
import { type InvitingParts, inviteAgainUntil } from "../invitations/invite.ts";
import { mailsToMailbox } from "../mail/mails-to-mailbox.ts";
import { mailboxOf } from "../mail/rules/flood.ts";
import { passwordResetMail } from "../mail/templates/accounts.ts";
import { keepRequest, mailsTo, requestsOf } from "./password-resets.repository.ts";
import { lifetimeMs, type Mailing, mailingFor, requestsAnHour } from "./rules/mailing.ts";

export interface AskForResetParts extends InvitingParts {
  database: Database;
  clock: Clock;
}

interface Asked {
  realm: Realm;
  login: string;
}

/** Runs after the answer was sent, so the answer can't depend on the account. */
export async function askForPasswordReset(
  parts: AskForResetParts,
  { address }: Pick<Visit, "address">,
  { realm, login }: Asked,
): Promise<void> {
  const { database, clock } = parts;
  const now = clock.now();
  const network = networkOf(address);
  const token = newToken();
  const known = (await findAccountByLogin(database, realm, login)) ?? null;
  const isDone = await inTransaction(database, scopeOf(known, network), async (tx) => {
    const requestsBefore = await requestsOf(tx, network, now);
    // Above the limit, nothing is stored, so a flood of requests can't fill the tables.
    if (requestsBefore > requestsAnHour) return true;
    const account = (await findAccountByLogin(tx, realm, login)) ?? null;
    // If the account has changed since the scope was made, the scope is wrong, so the work starts again.
    if (account?.id !== known?.id || account?.email_key !== known?.email_key) return false;
    const { networks, ...mails } = await mailsTo(tx, account, now);
    const facts = {
      state: account?.state ?? null,
      isRecovered: account !== null && account.recovered_at !== null,
      ...mails,
      ...mailsToMailbox(networks, network),
      requestsBefore,
    };
    const mailing = mailingFor(facts, now);
    await keepRequest(tx, { token, account, isMailed: mailing.mail !== null, network, now });
    await record(tx, {
      at: now,
      kind: realm === "user" ? "user_password_reset_request" : "admin_password_reset_request",
      actor: account,
      outcome: mailing.mail === null ? "failure" : "success",
      detail: mailing.mail === null ? `nothing mailed: ${mailing.why}` : `mailed: ${mailing.mail}`,
      address,
    });
    if (account) await send(tx, parts, { mailing, account, token, now });
    return true;
  });
  if (!isDone) await askForPasswordReset(parts, { address }, { realm, login });
}

function scopeOf(account: AccountRow | null, network: string): ScopeName[] {
  if (!account) return [`network ${network}`];
  return [`account ${account.id}`, `mailbox ${mailboxOf(account.email_key)}`, `network ${network}`];
}

interface Sending {
  mailing: Mailing;
  account: AccountRow;
  token: string;
  now: number;
}

async function send(
  tx: Queryable,
  parts: AskForResetParts,
  { mailing, account, token, now }: Sending,
): Promise<void> {
  switch (mailing.mail) {
    case "invitation":
      await inviteAgainUntil(tx, parts, { account, expiresAt: mailing.expiresAt }, now);
      break;
    case "reset-link": {
      // The link uses the configured origin, because the caller controls the host of the request.
      const url = `${parts.portalOrigin}/reset-password#${token}`;
      const expiresAt = now + lifetimeMs;
      const isClosed = account.login_reported_at !== null;
      const mail = passwordResetMail(account, { url, expiresAt, author: null, isClosed });
      await parts.outbox.queue(tx, mail, now);
      break;
    }
    case null:
  }
}
