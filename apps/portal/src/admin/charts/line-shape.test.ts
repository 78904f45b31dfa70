import { expect, test } from "vitest";
import { lonelyDays, nearestDay, pathOf, type Series, scalesOf, ticksOf } from "./line-shape.ts";

const days = ["2027-01-01", "2027-01-02", "2027-01-03", "2027-01-04", "2027-01-05"];
const frame = { width: 440, height: 120, left: 40, right: 0, top: 10, bottom: 10 };
const series = (...values: (number | null)[]): Series => ({ name: "Set up", tone: "good", values });

const scales = scalesOf(days, [series(0, 10)], frame);

test("a line goes through the value of each day", () => {
  expect(pathOf(days, series(0, 5, 10, 5, 0), scales)).toBe("M40,110L140,60L240,10L340,60L440,110");
});

test("a day without a value interrupts the line, and a value between gaps is a point", () => {
  const gaps = series(0, 10, null, 5, null);
  expect(pathOf(days, gaps, scales)).toBe("M40,110L140,10M340,60Z");
  expect(lonelyDays(gaps)).toEqual([3]);
  expect(lonelyDays(series(1, null, null, null, 1))).toEqual([0, 4]);
  expect(lonelyDays(series(1, 1, 1, 1, 1))).toEqual([]);
});

test.for([
  [-50, 0],
  [40, 0],
  [189, 1],
  [191, 2],
  [999, 4],
])("the pointer at %d is nearest to day %d", ([position = 0, day]) => {
  expect(nearestDay(days, position, scales)).toBe(day);
});

test("ticks are whole days and whole users", () => {
  const { days: dayTicks, counts } = ticksOf(scalesOf(days, [series(0, 1, 2)], frame));
  expect(dayTicks.length).toBeGreaterThan(1);
  expect(dayTicks.every((date) => date.toISOString().endsWith("T00:00:00.000Z"))).toBe(true);
  expect(counts).toEqual([0, 1, 2]);
});

test("on a phone, dates don't overlap", () => {
  const month = Array.from({ length: 30 }, (_, n) => `2027-01-${`${n + 1}`.padStart(2, "0")}`);
  const narrow = scalesOf(month, [series(0)], { ...frame, width: 290 });
  const places = ticksOf(narrow).days.map((date) => narrow.x(date));
  expect(places.length).toBeGreaterThan(1);
  const distances = places.slice(1).map((place, n) => place - (places[n] ?? 0));
  expect(Math.min(...distances)).toBeGreaterThan(50);
});

test("a chart of one day, without any user, has scales", () => {
  const one = scalesOf(["2027-01-01"], [series(0)], frame);
  expect(one.y(0)).toBe(110);
  expect(Number.isFinite(one.x(new Date("2027-01-01")))).toBe(true);
  expect(nearestDay(["2027-01-01"], 100, one)).toBe(0);
});
