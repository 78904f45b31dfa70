import { expect, test } from "vitest";
import {
  dateText,
  dateTimeText,
  dayText,
  exactText,
  relativeText,
  shortDateText,
  timeText,
} from "./moment-text.ts";

const now = new Date("2027-01-31T23:30:00Z");
const after = (milliseconds: number) => new Date(now.getTime() + milliseconds);

test("a date is that of the reader's time zone", () => {
  expect(dateText(now, "UTC")).toBe("31 January 2027");
  expect(dateText(now, "Europe/Berlin")).toBe("1 February 2027");
});

test("a time names its zone", () => {
  expect(dateTimeText(now, "UTC")).toBe("31 Jan 2027, 23:30 UTC");
  expect(dateTimeText(now, "America/New_York")).toBe("31 Jan 2027, 18:30 GMT-5");
});

test("an event has its second", () => {
  expect(timeText(after(9000), "UTC")).toBe("23:30:09");
  expect(exactText(after(9000), "Europe/Berlin")).toBe("1 Feb 2027, 00:30:09 CET");
});

test("a day of this year needs no year", () => {
  expect(shortDateText(now, now, "UTC")).toBe("31 Jan");
  expect(shortDateText(now, after(-40 * 86_400_000), "UTC")).toBe("31 Jan 2027");
});

test("a day is named by its distance, in the reader's time zone", () => {
  expect(dayText(after(-60_000), now, "UTC")).toBe("Today");
  expect(dayText(after(-23 * 3_600_000), now, "Europe/Berlin")).toBe("Yesterday");
  expect(dayText(after(-86_400_000), now, "UTC")).toBe("Yesterday");
  expect(dayText(after(-2 * 86_400_000), now, "UTC")).toBe("Friday, 29 January 2027");
});

test("a distance is told in the largest unit that fits", () => {
  expect(relativeText(after(30_000), now)).toBe("now");
  expect(relativeText(after(-5 * 60_000), now)).toBe("5 minutes ago");
  expect(relativeText(after(3_600_000), now)).toBe("in 1 hour");
  expect(relativeText(after(-3 * 86_400_000), now)).toBe("3 days ago");
});

test("a distance never promises more time than is left", () => {
  expect(relativeText(after(7 * 86_400_000 - 1), now)).toBe("in 6 days");
});
