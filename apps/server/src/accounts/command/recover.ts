import { record } from "../../activity/activity.ts";
import { hour, instant } from "../../core/clock.ts";
import type { Database } from "../../database/database.ts";
import { removeFactors } from "../../factors/factors.repository.ts";
import { newInvitation } from "../../invitations/invitations.repository.ts";
import { endSessions } from "../../sessions/sessions.repository.ts";
import { findAccountWithFactorsByLogin } from "../accounts.repository.ts";
import { resetToStaged } from "./recover.repository.ts";
import { UnknownAdministrator } from "./unknown-administrator.ts";

const lifetime = hour;

export interface Recovery {
  link: string;
  expiresAt: string;
}

/**
 * Lets an administrator in again, whatever keeps them out: the account begins anew, as if it had just been invited. It
 * keeps its role; its password, factors and sessions end, and set-up is due at the next sign-in. Whoever can run this
 * can read the database already, so it asks for nothing else, and it is recorded. The link needs this machine, so nobody
 * turns it into one that needs the mailbox: a request for a new password mails such an account nothing.
 */
export async function recover(
  database: Database,
  { email, portalOrigin, now }: { email: string; portalOrigin: string; now: number },
): Promise<Recovery> {
  return database.transaction().execute(async (tx) => {
    const subject = await findAccountWithFactorsByLogin(tx, "administrator", email);
    if (!subject) throw new UnknownAdministrator(email);
    const { account } = subject;
    await endSessions(tx, account.id);
    await removeFactors(tx, account.id);
    await resetToStaged(tx, account.id, now);
    const token = await newInvitation(tx, account.id, now + lifetime);
    const detail = `from the command line; was ${account.state}`;
    await record(tx, {
      at: now,
      kind: "admin_recovered",
      actor: null,
      subject: account,
      detail,
      address: null,
    });
    return { link: `${portalOrigin}/invitation#${token}`, expiresAt: instant(now + lifetime) };
  });
}
