import { setImmediate as nextTurn } from "node:timers/promises";
import type { Database, Queryable } from "../../database/database.ts";
import { inTransaction } from "../../database/transactions.ts";
import { findDue, storeDue } from "../../deadlines/due.repository.ts";
import { findReminderHours } from "../../deadlines/reminder-hours.repository.ts";
import { isEnrolled } from "../../factors/rules/factors.ts";
import { dueReminder } from "../../journey/deadlines.ts";
import type { Outbox } from "../../mail/outbox.ts";
import { reminderMail } from "../../mail/templates/set-up.ts";
import { type AccountWithFactors, findAccountWithFactors } from "../accounts.repository.ts";
import { lockIfDeadlinePassed } from "../deadline-lock.ts";

/** The next tick handles the remaining accounts. Every request also checks the deadline. */
const accountsATick = 500;

export async function remindAndLock(
  database: Database,
  outbox: Outbox,
  portalOrigin: string,
  now: number,
): Promise<void> {
  for (const id of await findDue(database, now, accountsATick)) {
    await inTransaction(database, [`account ${id}`], async (tx) => {
      const subject = await findAccountWithFactors(tx, id);
      if (!subject) return;
      if (!(await lockIfDeadlinePassed(tx, outbox, subject, now))) {
        await remind(tx, outbox, { subject, portalOrigin, now });
      }
      await storeDue(tx, id, now);
    });
    await nextTurn();
  }
}

interface Reminding {
  subject: AccountWithFactors;
  portalOrigin: string;
  now: number;
}

async function remind(
  tx: Queryable,
  outbox: Outbox,
  { subject: { account, factors }, portalOrigin, now }: Reminding,
): Promise<void> {
  const { id, state, enrol_by, mfa_required, mfa_required_at } = account;
  if (state !== "active" || mfa_required === 0 || isEnrolled(factors) || enrol_by === null) return;
  const facts = { deadline: enrol_by, requiredAt: mfa_required_at ?? enrol_by };
  const reminder = dueReminder(facts, await findReminderHours(tx), now);
  if (reminder === null) return;
  const once = `reminder:${id}:${enrol_by}:${reminder}`;
  await outbox.queue(tx, reminderMail(account, enrol_by, portalOrigin), now, once);
}
