import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isWorthTrying, retryDelay } from "./retry.ts";

test("the wait doubles from five seconds", () => {
  expect([1, 2, 3, 4].map(retryDelay)).toEqual([5000, 10_000, 20_000, 40_000]);
});

test("the wait is never longer than an hour, and never shrinks", () => {
  const hour = 60 * 60 * 1000;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (attempts) => {
      expect(retryDelay(attempts)).toBeGreaterThanOrEqual(5000);
      expect(retryDelay(attempts)).toBeLessThanOrEqual(hour);
      expect(retryDelay(attempts + 1)).toBeGreaterThanOrEqual(retryDelay(attempts));
    }),
  );
  expect(retryDelay(1000)).toBe(hour);
});

test("three days are worth trying, no longer", () => {
  const threeDays = 3 * 24 * 60 * 60 * 1000;
  expect(isWorthTrying({ queuedAt: 5, now: 5 + threeDays - 1 })).toBe(true);
  expect(isWorthTrying({ queuedAt: 5, now: 5 + threeDays })).toBe(false);
});
