import { sendPasswordReset as contract } from "@sallyport/contract/user-security";
import { authorOf, recordAct } from "../accounts/carry-out.ts";
import type { AccountsParts, Actor } from "../accounts/parts.ts";
import { changeUser } from "../accounts/users/change-user.ts";
import { Refused } from "../core/refusal.ts";
import { newToken } from "../core/tokens.ts";
import { countInvitation } from "../invitations/invitation-limit.ts";
import { mailsToMailbox } from "../mail/mails-to-mailbox.ts";
import { passwordResetMail } from "../mail/templates/accounts.ts";
import { keepRequest, mailsTo } from "./password-resets.repository.ts";
import { lifetimeMs, mailingFor } from "./rules/mailing.ts";

/** Ignores the limit of the network, because all people of an office can share one network. */
export async function sendPasswordReset(
  parts: AccountsParts,
  actor: Actor,
  { id }: { id: string },
): Promise<Record<string, never>> {
  await changeUser(parts, { id, actor, what: contract.summary }, async (change) => {
    const { tx, subject, now } = change;
    const { account } = subject;
    const author = authorOf(change);
    if (account.state !== "active" || account.recovered_at !== null) throw new Refused("not-now");
    await countInvitation(tx, author.id, now);
    const network = `administrator ${author.id}`;
    const { networks, ...mails } = await mailsTo(tx, account, now);
    const toMailbox = mailsToMailbox(networks, network);
    const facts = { state: account.state, isRecovered: false, ...mails, ...toMailbox, requestsBefore: 0 };
    if (mailingFor(facts, now).mail === null) throw new Refused("link-mailed");
    const token = newToken();
    await keepRequest(tx, { token, account, isMailed: true, network, now });
    await recordAct(change, "user_password_reset_request", "mailed: reset-link");
    const url = `${parts.portalOrigin}/reset-password#${token}`;
    const isClosed = account.login_reported_at !== null;
    const mail = passwordResetMail(account, { url, expiresAt: now + lifetimeMs, author, isClosed });
    await parts.outbox.queue(tx, mail, now);
  });
  return {};
}
