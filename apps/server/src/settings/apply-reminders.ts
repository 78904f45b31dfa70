import { settings } from "@sallyport/contract/settings/list";
import type { FixedSettings } from "../config/console-settings.ts";
import type { Database } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import { findReminderHours, moveReminders } from "../deadlines/reminder-hours.repository.ts";
import { storeSetting } from "./settings.repository.ts";

/**
 * Compares the hours from the environment with the stored hours. If they differ, stores them and moves the next
 * reminder of each account (record 0055).
 */
export async function applyReminders(
  database: Database,
  { reminderHours }: FixedSettings,
  now: number,
): Promise<void> {
  if (reminderHours === undefined) return;
  const value = JSON.stringify(reminderHours);
  if (JSON.stringify(await findReminderHours(database)) === value) return;
  await inTransaction(database, "everything", async (tx) => {
    const changed_by = settings.reminderHours.variable;
    await storeSetting(tx, { name: "reminderHours", value, changed_at: now, changed_by });
    await moveReminders(tx, reminderHours, now);
  });
}
