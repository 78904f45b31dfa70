import { settings } from "@sallyport/contract/settings/list";
import { sql } from "kysely";
import { hour } from "../core/clock.ts";
import type { Queryable } from "../database/database.ts";
import { type ReminderHours, reminderDistance } from "../journey/deadlines.ts";

/**
 * Reads the stored setting, not the setting in memory. The stored times of the next reminders were computed
 * from the stored setting.
 */
export async function findReminderHours(tx: Queryable): Promise<ReminderHours> {
  const row = await tx
    .selectFrom("settings")
    .select("value")
    .where("name", "=", "reminderHours")
    .executeTakeFirst();
  return hoursIn(row?.value ?? null);
}

export function hoursIn(value: string | null): ReminderHours {
  const { schema, standard } = settings.reminderHours;
  return value === null ? standard : (schema.safeParse(JSON.parse(value)).data ?? standard);
}

/**
 * Stores the new time of the next reminder for each account with a pending deadline. A reminder whose new time
 * has passed is not sent.
 */
export async function moveReminders(tx: Queryable, reminders: ReminderHours, now: number): Promise<void> {
  const requiredAt = sql`coalesce(mfa_required_at, enrol_by)`;
  const moments = reminders.map(
    (hours) => sql`
      when state = 'active' and enrol_by - ${hours * hour} > ${now}
        and enrol_by - ${hours * hour} - ${requiredAt} >= ${reminderDistance}
      then enrol_by - ${hours * hour}`,
  );
  const due = moments.length === 0 ? sql`enrol_by` : sql`case ${sql.join(moments, sql` `)} else enrol_by end`;
  await sql`update accounts set deadline_due_at = ${due} where deadline_due_at is not null`.execute(tx);
}
