import type { Queryable } from "../database/database.ts";
import { dueAt } from "../journey/deadlines.ts";
import { hoursIn } from "./reminder-hours.repository.ts";

/**
 * Call this in every transaction that changes a requirement, deadline, lock, state or factor. `after` is the
 * time up to which the ticker has handled all deadlines.
 */
export async function storeDue(database: Queryable, accountId: string, after?: number): Promise<void> {
  const row = await database
    .selectFrom("accounts")
    .select(["realm", "state", "mfa_required", "mfa_required_at", "enrol_by", "deadline_locked_at"])
    .select((by) => [
      "deadline_due_at",
      "is_enrolled",
      by
        .exists(
          by
            .selectFrom("totp_factors")
            .select("id")
            .whereRef("totp_factors.account_id", "=", "accounts.id")
            .where("totp_factors.state", "<>", "pending"),
        )
        .as("has_app"),
      by
        .exists(by.selectFrom("passkeys").select("id").whereRef("passkeys.account_id", "=", "accounts.id"))
        .as("has_passkey"),
      by
        .selectFrom("settings")
        .select("value")
        .where("settings.name", "=", "reminderHours")
        .as("reminder_hours"),
    ])
    .where("id", "=", accountId)
    .executeTakeFirst();
  if (!row) return;
  const isEnrolled = Boolean(row.has_app) || Boolean(row.has_passkey);
  const due = dueAt(
    {
      realm: row.realm,
      isActive: row.state === "active",
      isMfaRequired: row.mfa_required === 1,
      isEnrolled,
      requiredAt: row.mfa_required_at,
      enrolBy: row.enrol_by,
      deadlineLockedAt: row.deadline_locked_at,
    },
    hoursIn(row.reminder_hours),
    after,
  );
  const changed = { deadline_due_at: due, is_enrolled: isEnrolled ? 1 : 0 } as const;
  if (due === row.deadline_due_at && changed.is_enrolled === row.is_enrolled) return;
  await database.updateTable("accounts").set(changed).where("id", "=", accountId).execute();
  if (changed.is_enrolled === row.is_enrolled) return;
  await database
    .updateTable("group_members")
    .set({ is_enrolled: changed.is_enrolled })
    .where("account_id", "=", accountId)
    .execute();
}

export async function findDue(database: Queryable, now: number, limit: number): Promise<string[]> {
  const rows = await database
    .selectFrom("accounts")
    .select("id")
    .where("deadline_due_at", "<=", now)
    .orderBy("deadline_due_at")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
