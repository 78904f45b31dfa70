import { daysOfLogins, type LoginDay } from "@sallyport/contract/overview";
import { quarter } from "../activity/count-logins.ts";
import type { LoginCount } from "../activity/login-counts.repository.ts";
import { day, hour, minute } from "../core/clock.ts";

interface Day {
  day: string;
  begins: number;
}

/** The days up to today, the oldest first. Days have 23 or 25 hours when the clocks change. */
export function daysUntil(now: number, timeZone: string): Day[] {
  const calendar = new Calendar(timeZone);
  const days: Day[] = [];
  for (let at = now; days.length < daysOfLogins; ) {
    const begins = calendar.beginOfDay(at);
    days.unshift({ day: calendar.dayOf(begins), begins });
    at = begins - 1;
  }
  return days;
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

class Calendar {
  readonly #date: Intl.DateTimeFormat;
  readonly #time: Intl.DateTimeFormat;

  constructor(timeZone: string) {
    this.#date = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
    this.#time = new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "short" });
  }

  dayOf(at: number): string {
    return this.#date.format(at);
  }

  beginOfDay(at: number): number {
    const name = this.dayOf(at);
    const [hours = 0, minutes = 0] = this.#time.format(at).split(":").map(Number);
    // If the clocks have changed since midnight, this first value is wrong. The loops below correct the value.
    let begins = Math.floor((at - hours * hour - minutes * minute) / quarter) * quarter;
    while (this.dayOf(begins) !== name) begins += quarter;
    while (begins > at - 2 * day && this.dayOf(begins - quarter) === name) begins -= quarter;
    return begins;
  }
}
