import type { Invitation } from "@sallyport/contract/invitations";
import type { Realm } from "@sallyport/contract/text";
import { record } from "../activity/activity.ts";
import { type Clock, instant } from "../core/clock.ts";
import { networkOf } from "../core/network.ts";
import { Refused } from "../core/refusal.ts";
import { hashOf } from "../core/tokens.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";
import type { Visit } from "../http/visit.ts";
import { enrolBy } from "../journey/deadlines.ts";
import type { Passwords } from "../passwords/passwords.ts";
import { endSessionHere } from "../sessions/ending-here.ts";
import { knowOnlyBrowser } from "../sessions/known-browsers.repository.ts";
import { mailTicketIfDue, type TicketParts } from "../set-up-links/set-up-link.ts";
import { endInvitations } from "./invitations.repository.ts";

export interface InvitationsParts extends TicketParts {
  database: Database;
  clock: Clock;
  passwords: Passwords;
}

export async function openInvitation(
  { database, clock }: InvitationsParts,
  token: string,
): Promise<Invitation> {
  const { account, expiresAt } = await find(database, token, clock.now());
  const { realm, name, email, username } = account;
  return { realm, name, email, username, expiresAt: instant(expiresAt) };
}

/** Spends the link and sets the password in one transaction: of two who hold the link, one succeeds. */
export async function acceptInvitation(
  parts: InvitationsParts,
  { token, password }: { token: string; password: string },
  visit: Visit,
): Promise<{ realm: Realm; login: string }> {
  const { database, clock, passwords } = parts;
  const now = clock.now();
  const { account } = await find(database, token, now);
  await passwords.refuseUnfit(password, account);
  const passwordHash = await passwords.hash(password, networkOf(visit.address));
  await database.transaction().execute(async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom("invitations")
      .where("token_hash", "=", hashOf(token))
      .where("expires_at", ">", now)
      .executeTakeFirst();
    // defence: AT-26 invitation
    if (numDeletedRows === 0n) throw new Refused("link-invalid");
    await endInvitations(tx, account.id);
    const activated = await tx
      .updateTable("accounts")
      .set({
        password_hash: passwordHash,
        password_set_at: now,
        state: "active",
        recovered_at: null,
        ...(await startOfDays(tx, account.id, now)),
      })
      .where("id", "=", account.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    const kind = account.realm === "user" ? "user_password_set" : "admin_password_set";
    await record(tx, { at: now, kind, actor: account, detail: "by invitation", address: visit.address });
    await mailTicketIfDue(tx, parts, activated, now);
    await endSessionHere(tx, account.realm, visit);
    await knowOnlyBrowser(tx, account.id, hashOf(visit.browserToken()), now);
  });
  return { realm: account.realm, login: account.username ?? account.email };
}

async function find(
  database: Queryable,
  token: string,
  now: number,
): Promise<{ account: AccountRow; expiresAt: number }> {
  const invitation = await database
    .selectFrom("invitations")
    .select(["account_id", "expires_at"])
    .where("token_hash", "=", hashOf(token))
    .where("expires_at", ">", now)
    .executeTakeFirst();
  const account =
    invitation &&
    (await database
      .selectFrom("accounts")
      .selectAll()
      .where("id", "=", invitation.account_id)
      .where("state", "=", "staged")
      .executeTakeFirst());
  if (!invitation || !account) throw new Refused("link-invalid");
  return { account, expiresAt: invitation.expires_at };
}

/** The days that a requirement granted to an invited user start now. */
async function startOfDays(tx: Queryable, accountId: string, now: number) {
  const { days_from_acceptance: days } = await tx
    .selectFrom("accounts")
    .select("days_from_acceptance")
    .where("id", "=", accountId)
    .executeTakeFirstOrThrow();
  if (days === null) return {};
  return { enrol_by: enrolBy(now, days), mfa_required_at: now, days_from_acceptance: null };
}
