import { areDays, daysMistake } from "@sallyport/contract/days";
import type { AccountFacts } from "./journey.ts";

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** A day always has 24 hours. */
export function enrolBy(now: number, days: number): number {
  // defence: AT-18
  if (!areDays(days)) throw new RangeError(daysMistake);
  return now + days * day;
}

/** The hours from each reminder to the deadline. The earliest reminder comes first. */
export type ReminderHours = readonly number[];

export type Reminder = `${number}h`;

/** A reminder is sent only if the mail about the requirement is at least this old. */
export const reminderDistance = 12 * hour;

/**
 * After an outage, only the most urgent reminder is sent. No reminder is sent within 12 hours after the mail
 * about the requirement.
 */
export function dueReminder(
  { deadline, requiredAt }: { deadline: number; requiredAt: number },
  reminders: ReminderHours,
  now: number,
): Reminder | null {
  if (now >= deadline) return null;
  const due = reminders.findLast((hours) => now >= deadline - hours * hour);
  return due !== undefined && isWorthSending(due * hour, deadline, requiredAt) ? `${due}h` : null;
}

function isWorthSending(before: number, deadline: number, requiredAt: number): boolean {
  return deadline - before - requiredAt >= reminderDistance;
}

export interface DueFacts extends AccountFacts {
  isActive: boolean;
  requiredAt: number | null;
}

/** Only active accounts get reminders. */
export function dueAt(
  facts: DueFacts,
  reminders: ReminderHours,
  after = Number.NEGATIVE_INFINITY,
): number | null {
  const { realm, isMfaRequired, isEnrolled, enrolBy: deadline, deadlineLockedAt } = facts;
  const isWaiting = realm === "user" && isMfaRequired && !isEnrolled && deadlineLockedAt === null;
  if (!isWaiting || deadline === null) return null;
  const requiredAt = facts.requiredAt ?? deadline;
  const dueReminders = reminders
    .map((hours) => hours * hour)
    .filter((before) => facts.isActive && isWorthSending(before, deadline, requiredAt))
    .map((before) => deadline - before);
  const moments = [...dueReminders, deadline].filter((moment) => moment > after);
  return moments.length === 0 ? null : Math.min(...moments);
}
