import { Refused } from "../../core/refusal.ts";
import { isEnrolled } from "../../factors/rules/factors.ts";
import { isDeadlinePassed } from "../../journey/journey.ts";
import { reminderMail } from "../../mail/templates/set-up.ts";
import { type Change, recordAct } from "../carry-out.ts";
import { accountFacts } from "../facts.ts";
import type { AccountsParts } from "../parts.ts";

/** Sends the same mail that the ticker sends before a deadline. */
export async function remindUser({ outbox, portalOrigin }: AccountsParts, change: Change): Promise<void> {
  const { tx, subject, now } = change;
  const { account, factors } = subject;
  const { state, mfa_required, enrol_by } = account;
  if (state !== "active" || mfa_required === 0 || isEnrolled(factors) || enrol_by === null) {
    throw new Refused("not-now");
  }
  if (isDeadlinePassed(accountFacts(subject), now)) throw new Refused("not-now");
  await outbox.queue(tx, reminderMail(account, enrol_by, portalOrigin), now);
  await recordAct(change, "user_reminded");
}
