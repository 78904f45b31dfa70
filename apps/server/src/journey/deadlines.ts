import { areDays, daysMistake } from "@sallyport/contract/days";

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** "Within N days" means before now + N × 24 hours. Calendar days and time zones don't matter. */
export function enrolBy(now: number, days: number): number {
  // defence: AT-18
  if (!areDays(days)) throw new RangeError(daysMistake);
  return now + days * day;
}

export type Reminder = "72h" | "24h";

const remindersBefore: readonly { reminder: Reminder; before: number }[] = [
  { reminder: "24h", before: 24 * hour },
  { reminder: "72h", before: 72 * hour },
];

/** How long before a deadline the first reminder is due, in milliseconds. */
export const remindedWithin = Math.max(...remindersBefore.map(({ before }) => before));

/**
 * The reminder that is due now, or null. If several are due because the server was off, only the most urgent is sent. A
 * reminder is skipped if it would come less than 12 hours after the mail about the requirement.
 */
export function dueReminder(deadline: number, requiredAt: number, now: number): Reminder | null {
  if (now >= deadline) return null;
  const due = remindersBefore.find(({ before }) => now >= deadline - before);
  if (!due) return null;
  return deadline - due.before - requiredAt >= 12 * hour ? due.reminder : null;
}
