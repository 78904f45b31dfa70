import type { Database } from "../database/database.ts";
import { isEnrolled } from "../factors/rules/factors.ts";
import { dueReminder, remindedWithin } from "../journey/deadlines.ts";
import type { Outbox } from "../mail/outbox.ts";
import { reminderMail } from "../mail/templates/set-up.ts";
import { findHolder } from "./accounts.repository.ts";
import { lockIfDeadlinePassed } from "./deadline-lock.ts";

/** Reminds or locks whoever has not enrolled by a deadline that is near or just passed. */
export async function remindAndLock(
  database: Database,
  outbox: Outbox,
  portalOrigin: string,
  now: number,
): Promise<void> {
  for (const account of await findWaiting(database, now)) {
    const once = reminderOf(account, now);
    const isDue = now >= account.enrol_by || (once !== null && !(await isQueued(database, once)));
    if (!isDue) continue;
    await database.transaction().execute(async (tx) => {
      const holder = await findHolder(tx, account.id);
      if (!holder || (await lockIfDeadlinePassed(tx, outbox, holder, now))) return;
      if (holder.account.state !== "active" || isEnrolled(holder.factors)) return;
      const { enrol_by } = holder.account;
      const reminder = enrol_by === null ? null : reminderOf({ ...holder.account, enrol_by }, now);
      if (enrol_by === null || reminder === null) return;
      await outbox.queue(tx, reminderMail(holder.account, enrol_by, portalOrigin), now, reminder);
    });
  }
}

interface Waiting {
  id: string;
  mfa_required_at: number | null;
  enrol_by: number;
}

function findWaiting(database: Database, now: number): Promise<Waiting[]> {
  return database
    .selectFrom("accounts")
    .select(["id", "mfa_required_at", "enrol_by"])
    .where("mfa_required", "=", 1)
    .where("enrol_by", "<=", now + remindedWithin)
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
    .$narrowType<{ enrol_by: number }>()
    .execute();
}

/** What the reminder that is due now is called in the outbox; null where none is due. */
function reminderOf({ id, mfa_required_at, enrol_by }: Waiting, now: number): string | null {
  const reminder = dueReminder(enrol_by, mfa_required_at ?? enrol_by, now);
  return reminder === null ? null : `reminder:${id}:${enrol_by}:${reminder}`;
}

async function isQueued(database: Database, once: string): Promise<boolean> {
  const mail = await database.selectFrom("outbox").select("id").where("once", "=", once).executeTakeFirst();
  return mail !== undefined;
}
