import type { Database } from "../database/database.ts";
import { isEnrolled } from "../factors/rules/factors.ts";
import type { Outbox } from "../mail/outbox.ts";
import { reminderMail } from "../mail/templates/set-up.ts";
import { dueReminder } from "../sign-in/rules/enrolment-deadline.ts";
import { findHolder } from "./accounts.repository.ts";
import { lockIfDeadlinePassed } from "./deadline-lock.ts";

/** Looks at every account with a deadline to come or just passed: reminds, or locks. */
export async function remindAndLock(
  database: Database,
  outbox: Outbox,
  portalOrigin: string,
  now: number,
): Promise<void> {
  const waiting = await database
    .selectFrom("accounts")
    .select("id")
    .where("mfa_required", "=", 1)
    .where("enrol_by", "is not", null)
    .where("deadline_locked_at", "is", null)
    .where((by) =>
      by.not(
        by.or([
          by.exists(
            by
              .selectFrom("totp_factors")
              .select("id")
              .whereRef("totp_factors.account_id", "=", "accounts.id")
              .where("totp_factors.state", "<>", "pending"),
          ),
          by.exists(
            by.selectFrom("passkeys").select("id").whereRef("passkeys.account_id", "=", "accounts.id"),
          ),
        ]),
      ),
    )
    .execute();
  for (const { id } of waiting) {
    await database.transaction().execute(async (tx) => {
      const holder = await findHolder(tx, id);
      if (!holder || (await lockIfDeadlinePassed(tx, outbox, holder, now))) return;
      const { account, factors } = holder;
      if (account.enrol_by === null || account.state !== "active" || isEnrolled(factors)) return;
      const reminder = dueReminder(account.enrol_by, account.mfa_required_at ?? account.enrol_by, now);
      if (!reminder) return;
      const once = `reminder:${account.id}:${account.enrol_by}:${reminder}`;
      await outbox.queue(tx, reminderMail(account, account.enrol_by, portalOrigin), now, once);
    });
  }
}
