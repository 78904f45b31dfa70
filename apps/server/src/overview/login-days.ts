import { daysOfLogins, type LoginDay } from "@sallyport/contract/overview";
import type { LoginCount } from "../activity/login-counts.repository.ts";
import { beginOfDay, dayAfter, localDay } from "../core/local-day.ts";

interface Day {
  day: string;
  begins: number;
}

/** Returns the days up to today, the oldest first. Days have 23 or 25 hours when the clocks change. */
export function daysUntil(now: number, typedZone: string): Day[] {
  // `localDay` caches a formatter for each spelling of a time zone, so it gets only the standard spelling.
  const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: typedZone }).resolvedOptions();
  const today = localDay(now, timeZone);
  return Array.from({ length: daysOfLogins }, (_, index) => {
    const day = dayAfter(today, index + 1 - daysOfLogins);
    return { day, begins: beginOfDay(day, timeZone) };
  });
}

export function loginsByDay(days: readonly Day[], counts: readonly LoginCount[]): LoginDay[] {
  const sums = days.map(({ day: name, begins }) => ({ day: name, begins, logins: 0, failures: 0 }));
  let index = 0;
  for (const { began_at, logins, failures } of counts) {
    while (began_at >= (sums[index + 1]?.begins ?? Number.POSITIVE_INFINITY)) index += 1;
    const sum = sums[index];
    if (!sum || began_at < sum.begins) continue;
    sum.logins += logins;
    sum.failures += failures;
  }
  return sums.map(({ day: name, logins, failures }) => ({ day: name, logins, failures }));
}
