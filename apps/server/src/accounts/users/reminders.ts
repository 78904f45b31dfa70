import type { Database } from "../../database/database.ts";
import { isEnrolled } from "../../factors/rules/factors.ts";
import { dueReminder, remindedWithin } from "../../journey/deadlines.ts";
import { isQueued } from "../../mail/outbox.repository.ts";
import type { Outbox } from "../../mail/outbox.ts";
import { reminderMail } from "../../mail/templates/set-up.ts";
import { findAccountWithFactors } from "../accounts.repository.ts";
import { lockIfDeadlinePassed } from "../deadline-lock.ts";
import { findWaiting, type Waiting } from "./reminders.repository.ts";

/** Reminds users whose deadline is near, and locks users who missed it. */
export async function remindAndLock(
  database: Database,
  outbox: Outbox,
  portalOrigin: string,
  now: number,
): Promise<void> {
  for (const account of await findWaiting(database, now + remindedWithin)) {
    const once = reminderOf(account, now);
    const isDue = now >= account.enrol_by || (once !== null && !(await isQueued(database, once)));
    if (!isDue) continue;
    await database.transaction().execute(async (tx) => {
      const subject = await findAccountWithFactors(tx, account.id);
      if (!subject || (await lockIfDeadlinePassed(tx, outbox, subject, now))) return;
      if (subject.account.state !== "active" || isEnrolled(subject.factors)) return;
      const { enrol_by } = subject.account;
      const reminder = enrol_by === null ? null : reminderOf({ ...subject.account, enrol_by }, now);
      if (enrol_by === null || reminder === null) return;
      await outbox.queue(tx, reminderMail(subject.account, enrol_by, portalOrigin), now, reminder);
    });
  }
}

/** The unique outbox name of the reminder that is due now; null if none is due. */
function reminderOf({ id, mfa_required_at, enrol_by }: Waiting, now: number): string | null {
  const reminder = dueReminder(enrol_by, mfa_required_at ?? enrol_by, now);
  return reminder === null ? null : `reminder:${id}:${enrol_by}:${reminder}`;
}
