import { invite } from "../../invitations/invite.ts";
import { emailChangedMail } from "../../mail/templates/accounts.ts";
import { requireProof } from "../../sessions/require-proof.ts";
import { endTicket } from "../../set-up-links/set-up-links.repository.ts";
import { authorOf, type Change } from "../carry-out.ts";
import type { AccountsParts } from "../parts.ts";

/**
 * What else a new address changes. Links that open the account go there from now on: it takes a second factor, what was
 * mailed to the old address ends, and whoever has used the account hears of it there.
 */
export async function redirectMails(parts: AccountsParts, change: Change, email: string): Promise<void> {
  const { tx, now, actor } = change;
  const { account } = change.subject;
  const inviter = authorOf(change);
  requireProof(actor.caller, "second-factor", now);
  await endTicket(tx, account.id);
  // Nobody has shown yet that the old address is theirs, so a stranger there is told nothing.
  if (account.state === "staged") await invite(tx, parts, { account: { ...account, email }, inviter }, now);
  else await parts.outbox.queue(tx, emailChangedMail(account, email, inviter), now);
}
