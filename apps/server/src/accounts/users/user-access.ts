import { endUserSession as endOne } from "@sallyport/contract/user-security";
import type { User } from "@sallyport/contract/users";
import * as contract from "@sallyport/contract/users";
import { Refused } from "../../core/refusal.ts";
import { endBypassCode } from "../../factors/bypass-codes.repository.ts";
import { invite } from "../../invitations/invite.ts";
import { deviceOf } from "../../sessions/device.ts";
import { requireProof } from "../../sessions/require-proof.ts";
import { endSession, endSessions, sessionsOf } from "../../sessions/sessions.repository.ts";
import { storeState } from "../accounts.repository.ts";
import { authorOf, type Change, recordAct, recordRepeatableAct } from "../carry-out.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { changeUser } from "./change-user.ts";

export function setUserState(
  parts: AccountsParts,
  actor: Actor,
  { id, state }: { id: string; state: "active" | "suspended" },
): Promise<User> {
  return changeUser(parts, { id, actor, what: contract.setUserState.summary }, (change) =>
    changeState(change, state),
  );
}

export async function changeState(change: Change, state: "active" | "suspended"): Promise<void> {
  const { tx, now } = change;
  const { account } = change.subject;
  if (account.state === "staged") throw new Refused("not-now");
  if (account.state === "suspended") requireProof(change.actor.caller, "second-factor", now);
  // Suspending a suspended user again must not restart the days until deletion.
  if (state !== account.state) await storeState(tx, account.id, state, now);
  // defence: AT-42 sessions
  if (state === "suspended") await endSessions(tx, account.id);
  if (state === "suspended") await endBypassCode(tx, account.id);
  await recordAct(change, state === "active" ? "user_activated" : "user_suspended");
}

export function endUserSession(
  parts: AccountsParts,
  actor: Actor,
  { id, session }: { id: string; session: string },
): Promise<User> {
  return changeUser(parts, { id, actor, what: endOne.summary }, async (change) => {
    const ended = (await sessionsOf(change.tx, id)).find((one) => one.id === session);
    if (!ended) throw new Refused("already-done");
    await endSession(change.tx, ended);
    const detail = `${deviceOf(ended.user_agent)}, at ${ended.address}`;
    await recordRepeatableAct(change, "user_sessions_ended", detail);
  });
}

export function endUserSessions(parts: AccountsParts, actor: Actor, { id }: { id: string }): Promise<User> {
  return changeUser(parts, { id, actor, what: contract.endUserSessions.summary }, async (change) => {
    await endSessions(change.tx, id);
    await recordRepeatableAct(change, "user_sessions_ended");
  });
}

export function inviteAgain(parts: AccountsParts, actor: Actor, { id }: { id: string }): Promise<User> {
  return changeUser(parts, { id, actor, what: contract.inviteAgain.summary }, (change) =>
    mailInvitation(parts, change, { isCounted: true }),
  );
}

/**
 * A bulk action needs a fresh second factor. Its invitations therefore don't count toward the hourly limit of
 * invitations.
 */
export async function mailInvitation(
  parts: AccountsParts,
  change: Change,
  { isCounted }: { isCounted: boolean },
): Promise<void> {
  const { tx, subject, now } = change;
  if (subject.account.state !== "staged") throw new Refused("already-done");
  await invite(tx, parts, { account: subject.account, inviter: authorOf(change), isCounted }, now);
  await recordAct(change, "user_invited");
}
