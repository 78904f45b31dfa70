import { expect, test } from "vitest";
import { timeLeftText } from "./time-left-text.ts";

const now = new Date("2027-01-31T12:00:00Z");
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);

test("a deadline reads as the days it was set for, though the reader's clock differs a little", () => {
  for (const seconds of [-60, 0, 1, 60]) {
    const onMyClock = new Date(now.getTime() + seconds * 1000);
    expect(timeLeftText(hours(7 * 24), onMyClock)).toBe("7 days left");
    expect(timeLeftText(hours(24), onMyClock)).toBe("1 day left");
  }
});

test("a day that has begun counts", () => {
  expect(timeLeftText(hours(24.5), now)).toBe("2 days left");
});

test("the last day is told in hours", () => {
  expect(timeLeftText(hours(23), now)).toBe("23 hours left");
  expect(timeLeftText(hours(1), now)).toBe("1 hour left");
  expect(timeLeftText(hours(0.4), now)).toBe("less than an hour left");
});

test("a deadline that has come leaves no time", () => {
  expect(timeLeftText(now, now)).toBe("no time left");
  expect(timeLeftText(hours(-5), now)).toBe("no time left");
});
