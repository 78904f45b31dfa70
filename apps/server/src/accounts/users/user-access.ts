import type { User } from "@sallyport/contract/users";
import * as contract from "@sallyport/contract/users";
import { Refused } from "../../core/refusal.ts";
import { removeFactors } from "../../factors/factors.repository.ts";
import { isEnrolled } from "../../factors/rules/factors.ts";
import { invite } from "../../invitations/invite.ts";
import { enrolBy } from "../../journey/deadlines.ts";
import { factorsRemovedMail } from "../../mail/templates/factors.ts";
import { requireProof } from "../../sessions/require-proof.ts";
import { endSessions } from "../../sessions/sessions.repository.ts";
import { setUpLink } from "../../set-up-links/set-up-link.ts";
import { storeState } from "../accounts.repository.ts";
import { authorOf, recordAct, recordRepeatableAct } from "../carry-out.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { changeUser } from "./change-user.ts";
import { storeGrace } from "./users.repository.ts";

/**
 * The reset leaves the MFA requirement unchanged. Without a requirement, the password alone is then enough. A new
 * requirement would let an attacker who knows the password enrol a factor first.
 */
export function resetAuthenticator(
  parts: AccountsParts,
  actor: Actor,
  { id, days }: { id: string; days: number | null },
): Promise<User> {
  return changeUser(parts, { id, actor, what: contract.resetAuthenticator.summary }, async (change) => {
    const { tx, subject, now } = change;
    if (!isEnrolled(subject.factors)) throw new Refused("already-done");
    await removeFactors(tx, id);
    // defence: AT-60 reset
    await endSessions(tx, id);
    const deadline = days === null ? null : enrolBy(now, days);
    const isRequired = subject.account.mfa_required === 1;
    if (isRequired) {
      await storeGrace(tx, id, { enrol_by: deadline }, now);
    }
    await recordAct(change, "totp_delete_enrollment", consequence(isRequired, days));
    const account = { ...subject.account, enrol_by: deadline };
    const url = isRequired ? await setUpLink(tx, parts, account, now) : null;
    await parts.outbox.queue(tx, factorsRemovedMail(account, url, authorOf(change)), now);
  });
}

function consequence(isRequired: boolean, days: number | null): string {
  if (!isRequired) return "all factors removed; nothing is required";
  const due = days === null ? "at the next sign-in" : `in ${days} days`;
  return `all factors removed; set-up due ${due}`;
}

export function setUserState(
  parts: AccountsParts,
  actor: Actor,
  { id, state }: { id: string; state: "active" | "suspended" },
): Promise<User> {
  return changeUser(parts, { id, actor, what: contract.setUserState.summary }, async (change) => {
    const { tx, subject, now } = change;
    // A staged user must first choose a password.
    if (subject.account.state === "staged") throw new Refused("not-now");
    if (subject.account.state === "suspended") requireProof(change.actor.caller, "second-factor", now);
    await storeState(tx, id, state);
    // defence: AT-42 sessions
    if (state === "suspended") await endSessions(tx, id);
    await recordAct(change, state === "active" ? "user_activated" : "user_suspended");
  });
}

export function endUserSessions(parts: AccountsParts, actor: Actor, { id }: { id: string }): Promise<User> {
  return changeUser(parts, { id, actor, what: contract.endUserSessions.summary }, async (change) => {
    await endSessions(change.tx, id);
    await recordRepeatableAct(change, "user_sessions_ended");
  });
}

export function inviteAgain(parts: AccountsParts, actor: Actor, { id }: { id: string }): Promise<User> {
  return changeUser(parts, { id, actor, what: contract.inviteAgain.summary }, async (change) => {
    const { tx, subject, now } = change;
    if (subject.account.state !== "staged") throw new Refused("already-done");
    await invite(tx, parts, { account: subject.account, inviter: authorOf(change) }, now);
    await recordAct(change, "user_invited");
  });
}
