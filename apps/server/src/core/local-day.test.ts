import { expect, test } from "vitest";
import { beginOfDay, dayAfter, localDay } from "./local-day.ts";

test.for([
  ["2027-01-04", "UTC", "2027-01-04T00:00:00.000Z"],
  ["2027-01-04", "Europe/Berlin", "2027-01-03T23:00:00.000Z"],
  ["2027-01-04", "Pacific/Kiritimati", "2027-01-03T10:00:00.000Z"],
  ["2027-01-04", "Pacific/Pago_Pago", "2027-01-04T11:00:00.000Z"],
  ["2027-01-04", "Asia/Kathmandu", "2027-01-03T18:15:00.000Z"],
  // The clocks go forward on 28 March.
  ["2027-03-28", "Europe/Berlin", "2027-03-27T23:00:00.000Z"],
  ["2027-03-29", "Europe/Berlin", "2027-03-28T22:00:00.000Z"],
  // On this day the clocks went from 00:00 to 01:00.
  ["2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00.000Z"],
] as const)("the day %s in %s begins at %s", ([day, timeZone, begin]) => {
  const at = beginOfDay(day, timeZone);
  expect(new Date(at).toISOString()).toBe(begin);
  expect(localDay(at, timeZone)).toBe(day);
  expect(localDay(at - 1, timeZone)).toBe(dayAfter(day, -1));
});

test("the days of a year follow each other without a gap", () => {
  for (const timeZone of ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]) {
    for (let day = "2027-01-01"; day < "2028-01-01"; day = dayAfter(day)) {
      expect(localDay(beginOfDay(dayAfter(day), timeZone) - 1, timeZone)).toBe(day);
    }
  }
});
