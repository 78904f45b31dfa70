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

export type Reminder = "72h" | "24h";

const remindersBefore: readonly { reminder: Reminder; before: number }[] = [
  { reminder: "24h", before: 24 * hour },
  { reminder: "72h", before: 72 * hour },
];

/**
 * After an outage, only the most urgent reminder is sent. No reminder is sent within 12 hours after the mail
 * about the requirement.
 */
export function dueReminder(deadline: number, requiredAt: number, now: number): Reminder | null {
  if (now >= deadline) return null;
  const due = remindersBefore.find(({ before }) => now >= deadline - before);
  return due && isWorthSending(due.before, deadline, requiredAt) ? due.reminder : null;
}

function isWorthSending(before: number, deadline: number, requiredAt: number): boolean {
  return deadline - before - requiredAt >= 12 * hour;
}

export interface DueFacts extends AccountFacts {
  isActive: boolean;
  requiredAt: number | null;
}

/** Only active accounts get reminders. */
export function dueAt(facts: DueFacts, after = Number.NEGATIVE_INFINITY): number | null {
  const { realm, isMfaRequired, isEnrolled, enrolBy: deadline, deadlineLockedAt } = facts;
  const isWaiting = realm === "user" && isMfaRequired && !isEnrolled && deadlineLockedAt === null;
  if (!isWaiting || deadline === null) return null;
  const requiredAt = facts.requiredAt ?? deadline;
  const reminders = remindersBefore
    .filter(({ before }) => facts.isActive && isWorthSending(before, deadline, requiredAt))
    .map(({ before }) => deadline - before);
  const moments = [...reminders, deadline].filter((moment) => moment > after);
  return moments.length === 0 ? null : Math.min(...moments);
}
