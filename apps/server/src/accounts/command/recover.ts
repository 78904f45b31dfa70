import { record } from "../../activity/activity.ts";
import { hour, instant } from "../../core/clock.ts";
import type { Database } from "../../database/database.ts";
import { inTransaction } from "../../database/transactions.ts";
import { removeFactors } from "../../factors/factors.repository.ts";
import { newInvitation } from "../../invitations/invitations.repository.ts";
import { endSessions } from "../../sessions/sessions.repository.ts";
import { findAccountWithFactorsByLogin } from "../accounts.repository.ts";
import { endKeysOf } from "../api-keys/end-keys.ts";
import { resetToStaged } from "./recover.repository.ts";
import { UnknownAdministrator } from "./unknown-administrator.ts";

const lifetime = hour;

export interface Recovery {
  link: string;
  expiresAt: string;
}

/** The caller can already read the database, so the caller need not log in. */
export async function recover(
  database: Database,
  { email, portalOrigin, now }: { email: string; portalOrigin: string; now: number },
): Promise<Recovery> {
  return inTransaction(database, "everything", async (tx) => {
    const subject = await findAccountWithFactorsByLogin(tx, "administrator", email);
    if (!subject) throw new UnknownAdministrator(email);
    const { account } = subject;
    await endSessions(tx, account.id);
    await removeFactors(tx, account.id);
    await resetToStaged(tx, account.id, now);
    const token = await newInvitation(tx, account.id, { expiresAt: now + lifetime, now });
    const detail = `from the command line; was ${account.state}`;
    await record(tx, {
      at: now,
      kind: "admin_recovered",
      actor: null,
      subject: account,
      detail,
      address: null,
    });
    await endKeysOf(tx, account, { by: null, address: null, why: "recovery from the command line", now });
    return { link: `${portalOrigin}/invitation#${token}`, expiresAt: instant(now + lifetime) };
  });
}
