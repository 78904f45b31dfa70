import { insertAccount } from "../accounts/accounts.repository.ts";
import { record } from "../activity/activity.ts";
import { hour, instant } from "../core/clock.ts";
import { networkOf } from "../core/network.ts";
import { newToken } from "../core/tokens.ts";
import type { Database } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import type { Visit } from "../http/visit.ts";
import type { InvitationsParts } from "../invitations/invitations.ts";
import { mailSetUpLinkIfDue } from "../set-up-links/set-up-link.ts";
import { deleteLinks, expiryOf, hasAdministrator, insertLink } from "./first-administrator.repository.ts";

const lifetime = hour;

/**
 * Makes a link that works only once, and only within an hour. Older links end. Returns null if there is an
 * administrator.
 */
export async function firstAdministratorLink(
  database: Database,
  portalOrigin: string,
  now: number,
): Promise<string | null> {
  return inTransaction(database, "everything", async (tx) => {
    await deleteLinks(tx);
    if (await hasAdministrator(tx)) return null;
    const token = newToken();
    await insertLink(tx, token, now + lifetime);
    return `${portalOrigin}/first-administrator#${token}`;
  });
}

export async function openLink(
  { database, clock }: InvitationsParts,
  _visit: Visit,
  { token }: { token: string },
): Promise<{ expiresAt: string }> {
  return { expiresAt: instant(await expiryOf(database, token, clock.now())) };
}

export interface FirstAdministrator {
  token: string;
  email: string;
  name: string;
  password: string;
}

export async function createFirstAdministrator(
  parts: InvitationsParts,
  visit: Visit,
  { token, email, name, password }: FirstAdministrator,
): Promise<void> {
  const { database, clock, passwords } = parts;
  const now = clock.now();
  await expiryOf(database, token, now);
  await passwords.refuseUnfit(password, { email, username: null, name });
  const passwordHash = await passwords.hash(password, networkOf(visit.address));
  await inTransaction(database, "everything", async (tx) => {
    // defence: AT-26 first-link
    await expiryOf(tx, token, now);
    await deleteLinks(tx);
    const account = await insertAccount(tx, {
      realm: "administrator",
      role: "owner",
      username: null,
      email,
      name,
      now,
      passwordHash,
    });
    const detail = "first administrator, through the printed link";
    await record(tx, { at: now, kind: "admin_create", actor: account, detail, address: visit.address });
    await mailSetUpLinkIfDue(tx, parts, account, now);
  });
}
