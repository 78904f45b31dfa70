import { describe, expect, test } from "vitest";
import { driftMs, driftText } from "./clock-drift.ts";

describe("the drift of this device's clock", () => {
  test("leaves out the time that the answer was on its way", () => {
    expect(driftMs({ askedAt: 10_000, answeredAt: 14_000, serverNow: 12_000 })).toBe(0);
  });

  test("is positive when the device is ahead", () => {
    expect(driftMs({ askedAt: 70_000, answeredAt: 70_000, serverNow: 10_000 })).toBe(60_000);
  });
});

describe("what a person is told about it", () => {
  test("is nothing while the codes are taken: up to 2 seconds ahead and 20 behind", () => {
    expect(driftText(2_000)).toBeUndefined();
    expect(driftText(-20_000)).toBeUndefined();
  });

  test.each([
    [3_000, "This device's clock is 3 seconds ahead."],
    [-21_000, "This device's clock is 21 seconds behind."],
    [-89_400, "This device's clock is 89 seconds behind."],
    [-180_000, "This device's clock is 3 minutes behind."],
    [7_200_000, "This device's clock is 2 hours ahead."],
    [-172_800_000, "This device's clock is 2 days behind."],
  ])("for %i ms is: %s", (drift, text) => expect(driftText(drift)).toBe(text));
});
