import { hour } from "../core/clock.ts";
import type { CurrentSettings } from "../core/settings.ts";
import type { Queryable } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";
import type { Outbox } from "../mail/outbox.ts";
import { invitationMail } from "../mail/templates/accounts.ts";
import { countInvitation } from "./invitation-limit.ts";
import { addInvitation, forgetRecovery, newInvitation } from "./invitations.repository.ts";

const lifetime = 72 * hour;

export interface InvitingParts {
  outbox: Outbox;
  settings: CurrentSettings;
  portalOrigin: string;
}

/**
 * Also clears `recovered_at`, so that the account can get reset mails. The inviting administrator is
 * responsible for the address.
 */
export async function invite(
  tx: Queryable,
  { outbox, settings, portalOrigin }: InvitingParts,
  {
    account,
    inviter,
    isCounted = true,
  }: { account: AccountRow; inviter: AccountRow | null; isCounted?: boolean },
  now: number,
): Promise<void> {
  // defence: AT-85 rate
  if (inviter && isCounted) await countInvitation(tx, inviter.id, now);
  const expiresAt = now + lifetime;
  const token = await newInvitation(tx, account.id, { expiresAt, now });
  await forgetRecovery(tx, account.id);
  // The token is in the fragment of the link, which never reaches servers, logs or referrers (ASVS 14.2.1).
  const { organisation } = settings();
  const url = `${portalOrigin}/invitation#${token}`;
  await outbox.queue(tx, invitationMail(account, { organisation, url, expiresAt, inviter }), now);
}

/**
 * Sends a new invitation. The earlier link still works, because otherwise anyone could end it by asking for a
 * new mail.
 */
export async function inviteAgainUntil(
  tx: Queryable,
  { outbox, settings, portalOrigin }: InvitingParts,
  { account, expiresAt }: { account: AccountRow; expiresAt: number },
  now: number,
): Promise<void> {
  const { organisation } = settings();
  const url = `${portalOrigin}/invitation#${await addInvitation(tx, account.id, { expiresAt, now })}`;
  await outbox.queue(tx, invitationMail(account, { organisation, url, expiresAt, inviter: null }), now);
}
