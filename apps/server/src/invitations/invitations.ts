import type { Invitation } from "@sallyport/contract/invitations";
import type { Realm } from "@sallyport/contract/text";
import { record } from "../activity/activity.ts";
import { type Clock, instant } from "../core/clock.ts";
import { networkOf } from "../core/network.ts";
import { hashOf } from "../core/tokens.ts";
import type { Database } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import type { Visit } from "../http/visit.ts";
import type { Passwords } from "../passwords/passwords.ts";
import { dropCookieHere, endSessionHere } from "../sessions/ending-here.ts";
import { knowOnlyBrowser } from "../sessions/known-browsers.repository.ts";
import { mailSetUpLinkIfDue, type SetUpLinkParts } from "../set-up-links/set-up-link.ts";
import { activate, endInvitations, findInvitation, spendInvitation } from "./invitations.repository.ts";

export interface InvitationsParts extends SetUpLinkParts {
  database: Database;
  clock: Clock;
  passwords: Passwords;
}

export async function openInvitation(
  { database, clock }: InvitationsParts,
  _visit: Visit,
  { token }: { token: string },
): Promise<Invitation> {
  const { account, expiresAt } = await findInvitation(database, token, clock.now());
  const { realm, name, email, username } = account;
  return { realm, name, email, username, expiresAt: instant(expiresAt) };
}

export async function acceptInvitation(
  parts: InvitationsParts,
  visit: Visit,
  { token, password }: { token: string; password: string },
): Promise<{ realm: Realm; login: string }> {
  const { database, clock, passwords } = parts;
  const now = clock.now();
  const { account } = await findInvitation(database, token, now);
  await passwords.refuseUnfit(password, account);
  const passwordHash = await passwords.hash(password, networkOf(visit.address));
  await inTransaction(database, "everything", async (tx) => {
    await spendInvitation(tx, token, now);
    await endInvitations(tx, account.id);
    const activated = await activate(tx, account.id, passwordHash, now);
    const kind = account.realm === "user" ? "user_password_set" : "admin_password_set";
    await record(tx, { at: now, kind, actor: account, detail: "by invitation", address: visit.address });
    await mailSetUpLinkIfDue(tx, parts, activated, now);
    await endSessionHere(tx, account.realm, visit);
    await knowOnlyBrowser(tx, account.id, hashOf(visit.keepBrowserToken()), now);
  });
  dropCookieHere(account.realm, visit);
  return { realm: account.realm, login: account.username ?? account.email };
}
