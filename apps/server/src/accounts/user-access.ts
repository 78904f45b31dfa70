import type { User } from "@sallyport/contract/users";
import { instant } from "../clock.ts";
import { removeFactors } from "../factors/totp.repository.ts";
import { Refused } from "../http/problems.ts";
import { invite } from "../invitations/invite.ts";
import { authenticatorResetMail, extendedMail } from "../mail/templates.ts";
import { endSessions } from "../sessions/sessions.repository.ts";
import { enrolBy } from "../sign-in/rules/enrolment-deadline.ts";
import { changeUser, recordAct } from "./changing-users.ts";
import type { AccountsParts, Act } from "./parts.ts";

/** Moves the deadline to so many days from now and lifts its lock; never touches a factor. */
export function extendDeadline(parts: AccountsParts, id: string, days: number, act: Act): Promise<User> {
  return changeUser(parts, id, async (tx, holder, now) => {
    const { account, factor } = holder;
    if (account.mfa_required === 0 || factor) throw new Refused("not-now");
    const deadline = enrolBy(now, days);
    await tx
      .updateTable("accounts")
      .set({ enrol_by: deadline, mfa_required_at: now, deadline_locked_at: null })
      .where("id", "=", id)
      .execute();
    const detail = `extended to ${instant(deadline)}`;
    await recordAct(tx, { act, kind: "user_mfa_requirement", holder, now, detail });
    if (account.deadline_locked_at !== null)
      await recordAct(tx, { act, kind: "user_unlocked", holder, now, detail });
    await parts.outbox.queue(tx, extendedMail(account, deadline, parts.portalOrigin), now);
  });
}

/** Removes the authenticator. Where MFA is required, set-up is due at the next sign-in or within the days granted. */
export function resetAuthenticator(
  parts: AccountsParts,
  id: string,
  daysToSetUp: number | null,
  act: Act,
): Promise<User> {
  return changeUser(parts, id, async (tx, holder, now) => {
    if (!holder.factor) throw new Refused("already-done");
    await removeFactors(tx, id);
    await endSessions(tx, id);
    const deadline = daysToSetUp === null ? null : enrolBy(now, daysToSetUp);
    if (holder.account.mfa_required === 1) {
      await tx
        .updateTable("accounts")
        .set({ enrol_by: deadline, mfa_required_at: now, deadline_locked_at: null })
        .where("id", "=", id)
        .execute();
    }
    const detail =
      daysToSetUp === null ? "set-up due at the next sign-in" : `set-up due in ${daysToSetUp} days`;
    await recordAct(tx, { act, kind: "totp_delete_enrollment", holder, now, detail });
    await parts.outbox.queue(tx, authenticatorResetMail(holder.account), now);
  });
}

/** Lifts the waits of wrong passwords and wrong codes. A disabled authenticator stays so: that takes a reset. */
export function unlockUser(parts: AccountsParts, id: string, act: Act): Promise<User> {
  return changeUser(parts, id, async (tx, holder, now) => {
    await tx.deleteFrom("wrong_passwords").where("account_id", "=", id).execute();
    await tx
      .updateTable("totp_factors")
      .set({ wait_until: null })
      .where("account_id", "=", id)
      .where("state", "=", "confirmed")
      .execute();
    await recordAct(tx, { act, kind: "user_unlocked", holder, now });
  });
}

export function setUserState(
  parts: AccountsParts,
  id: string,
  state: "active" | "suspended",
  act: Act,
): Promise<User> {
  return changeUser(parts, id, async (tx, holder, now) => {
    // A staged user becomes active by choosing a password, not by an administrator's word.
    if (holder.account.state === "staged") throw new Refused("not-now");
    await tx.updateTable("accounts").set({ state }).where("id", "=", id).execute();
    if (state === "suspended") await endSessions(tx, id);
    await recordAct(tx, { act, kind: state === "active" ? "user_activated" : "user_suspended", holder, now });
  });
}

export function inviteAgain(parts: AccountsParts, id: string, act: Act): Promise<User> {
  return changeUser(parts, id, async (tx, holder, now) => {
    if (holder.account.state !== "staged") throw new Refused("already-done");
    await invite(tx, parts, holder.account, now);
    await recordAct(tx, { act, kind: "user_invited", holder, now });
  });
}
