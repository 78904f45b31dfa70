import { expect, test } from "vitest";
import { day, hour, second } from "../../core/clock.ts";
import { isPauseDue, retryDelayMs } from "./retry.ts";

test("attempts come less and less often, at least every hour, and never all at once", () => {
  expect([1, 2, 3, 10, 11, 5000].map((failures) => retryDelayMs(failures, 0))).toEqual([
    5 * second,
    10 * second,
    20 * second,
    2560 * second,
    hour,
    hour,
  ]);
  expect(retryDelayMs(1, 1)).toBe(4 * second);
  expect(retryDelayMs(1, 0.123_456)).toBe(4877);
});

test.for([
  [60, 3 * day, true],
  [59, 30 * day, false],
  [600, 3 * day - 1, false],
] as const)(
  "after %i failed attempts within %i milliseconds a webhook is paused: %s",
  ([failures, past, isDue]) => {
    expect(isPauseDue({ failingSince: 0, failures }, past)).toBe(isDue);
  },
);
