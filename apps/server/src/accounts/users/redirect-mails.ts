import { invite } from "../../invitations/invite.ts";
import { emailChangedMail } from "../../mail/templates/accounts.ts";
import { requireProof } from "../../sessions/require-proof.ts";
import { endSetUpLink } from "../../set-up-links/set-up-links.repository.ts";
import { authorOf, type Change } from "../carry-out.ts";
import type { AccountsParts } from "../parts.ts";

/** Links that open the account will go to the new address. */
export async function redirectMails(parts: AccountsParts, change: Change, email: string): Promise<void> {
  const { tx, now, actor } = change;
  const { account } = change.subject;
  const inviter = authorOf(change);
  requireProof(actor.caller, "second-factor", now);
  await endSetUpLink(tx, account.id);
  // A staged user's old address may belong to a stranger, so no mail goes to it.
  if (account.state === "staged") await invite(tx, parts, { account: { ...account, email }, inviter }, now);
  else await parts.outbox.queue(tx, emailChangedMail(account, email, inviter), now);
}
