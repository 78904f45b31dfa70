import { daysOfLogins } from "@sallyport/contract/overview";
import { expect, test } from "vitest";
import { quarter } from "../activity/count-logins.ts";
import { day, hour } from "../core/clock.ts";
import { daysUntil, loginsByDay } from "./login-days.ts";

const hoursOf = (days: readonly { begins: number }[]) =>
  days.slice(1).map(({ begins }, index) => (begins - (days[index]?.begins ?? 0)) / hour);

test("there are 30 days, today is the last, and each begins at midnight in the time zone", () => {
  const days = daysUntil(Date.UTC(2027, 0, 4, 23, 30), "Asia/Kathmandu");
  expect(days).toHaveLength(daysOfLogins);
  expect(days.at(-1)).toEqual({ day: "2027-01-05", begins: Date.UTC(2027, 0, 4, 18, 15) });
  expect(days[0]).toEqual({ day: "2026-12-07", begins: Date.UTC(2026, 11, 6, 18, 15) });
});

test.for([
  ["Europe/Berlin", Date.UTC(2027, 3, 2, 12), 23],
  ["Europe/Berlin", Date.UTC(2027, 10, 5, 12), 25],
  ["Australia/Lord_Howe", Date.UTC(2027, 3, 10, 12), 24.5],
  // The clocks go forward at midnight, so this day begins at one.
  ["Africa/Cairo", Date.UTC(2027, 4, 5, 12), 23],
] as const)("in %s, one of the days up to %d has %d hours", ([timeZone, now, hours]) => {
  const found = hoursOf(daysUntil(now, timeZone));
  expect(found.filter((length) => length !== 24)).toEqual([hours]);
});

test("just after a change of the clocks, today still begins at midnight", () => {
  const now = Date.UTC(2027, 9, 31, 1, 30);
  expect(daysUntil(now, "Europe/Berlin").at(-1)?.begins).toBe(Date.UTC(2027, 9, 30, 22));
});

test("a count belongs to the day in which its quarter of an hour lies", () => {
  const days = daysUntil(Date.UTC(2027, 0, 4, 12), "UTC");
  const today = Date.UTC(2027, 0, 4);
  const counts = [
    { began_at: today - 30 * day, logins: 100, failures: 100 },
    { began_at: today - day, logins: 1, failures: 0 },
    { began_at: today - quarter, logins: 2, failures: 1 },
    { began_at: today, logins: 4, failures: 2 },
  ];
  const found = loginsByDay(days, counts);
  expect(found.slice(-2)).toEqual([
    { day: "2027-01-03", logins: 3, failures: 1 },
    { day: "2027-01-04", logins: 4, failures: 2 },
  ]);
  expect(found.slice(0, -2).every(({ logins, failures }) => logins + failures === 0)).toBe(true);
});
