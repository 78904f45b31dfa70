import { hour } from "../clock.ts";
import type { Queryable } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";
import { hashOf, newToken } from "../http/tokens.ts";
import type { Outbox } from "../mail/outbox.ts";
import { invitationMail } from "../mail/templates/accounts.ts";
import { countInvitation } from "./invitation-limit.ts";

const lifetime = 72 * hour;

export interface InvitingParts {
  outbox: Outbox;
  organisation: string;
  portalOrigin: string;
}

/**
 * Mails a link to choose a password, in the caller's transaction. A newer link ends the older one, also one that was
 * printed on the command line: an administrator may take it on themselves that the mailbox is its owner's.
 */
export async function invite(
  tx: Queryable,
  { outbox, organisation, portalOrigin }: InvitingParts,
  { account, inviter }: { account: AccountRow; inviter: AccountRow | null },
  now: number,
): Promise<void> {
  if (inviter) await countInvitation(tx, inviter.id, now);
  const expiresAt = now + lifetime;
  const token = await newInvitation(tx, account.id, expiresAt);
  await tx.updateTable("accounts").set({ recovered_at: null }).where("id", "=", account.id).execute();
  // In the fragment, which no server, log or referrer sees (ASVS 14.2.1).
  const url = `${portalOrigin}/invitation#${token}`;
  await outbox.queue(tx, invitationMail(account, { organisation, url, expiresAt, inviter }), now);
}

/** Makes the token of a link to choose a password, which ends the one before. */
export async function newInvitation(tx: Queryable, accountId: string, expiresAt: number): Promise<string> {
  const token = newToken();
  const link = { token_hash: hashOf(token), expires_at: expiresAt };
  await tx
    .insertInto("invitations")
    .values({ ...link, account_id: accountId })
    .onConflict((conflict) => conflict.column("account_id").doUpdateSet(link))
    .execute();
  return token;
}
