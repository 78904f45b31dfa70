import { invite } from "../../invitations/invite.ts";
import { emailChangedMail } from "../../mail/templates/accounts.ts";
import { requireProof } from "../../sessions/require-proof.ts";
import { endSetUpLink } from "../../set-up-links/set-up-links.repository.ts";
import { authorOf, type Change } from "../carry-out.ts";
import type { AccountsParts } from "../parts.ts";

/** Links that open the account go to the new address, so reauthentication is needed. */
export async function redirectMails(parts: AccountsParts, change: Change, email: string): Promise<void> {
  const { tx, now, actor } = change;
  const { account } = change.subject;
  const inviter = authorOf(change);
  requireProof(actor.caller, "second-factor", now);
  await endSetUpLink(tx, account.id);
  // The old address of a staged user might belong to a stranger, so no mail goes to the old address.
  if (account.state === "staged") await invite(tx, parts, { account: { ...account, email }, inviter }, now);
  else await parts.outbox.queue(tx, emailChangedMail(account, email, inviter), now);
}
