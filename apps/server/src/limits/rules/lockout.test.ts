import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  isCountedAnew,
  isDisabledByWrongCodes,
  isWaiting,
  waitAfterWrongCodes as waitAfterWrongCodesWithin,
  waitAfterWrongPasswordsOfNetwork,
  waitAfterWrongPasswords as waitAfterWrongPasswordsWithin,
  withOneMore,
  wrongCodesUntilDisabled,
} from "./lockout.ts";

const second = 1000;
const minute = 60 * second;
const usual = { wrongPasswordsUntilWait: 10, wrongCodesUntilWait: 5, longestWaitMinutes: 15 };
const waitAfterWrongPasswords = (count: number) => waitAfterWrongPasswordsWithin(count, usual);
const waitAfterWrongCodes = (count: number) => waitAfterWrongCodesWithin(count, usual);
const rules = [waitAfterWrongPasswords, waitAfterWrongPasswordsOfNetwork, waitAfterWrongCodes];
const anyCount = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

test("nine wrong passwords pass without a wait, the tenth does not", () => {
  expect([0, 1, 9].map(waitAfterWrongPasswords)).toEqual([0, 0, 0]);
  expect([10, 11, 12, 13, 14, 15].map(waitAfterWrongPasswords)).toEqual(
    [30, 60, 120, 240, 480, 900].map((seconds) => seconds * second),
  );
});

test("forty-nine wrong passwords of a network pass without a wait, the fiftieth does not", () => {
  expect([0, 10, 49].map(waitAfterWrongPasswordsOfNetwork)).toEqual([0, 0, 0]);
  expect([50, 51, 52, 53, 54, 55].map(waitAfterWrongPasswordsOfNetwork)).toEqual(
    [30, 60, 120, 240, 480, 900].map((seconds) => seconds * second),
  );
});

test("the count of a network's wrong passwords starts over after an hour, to the millisecond", () => {
  expect(isCountedAnew(0, 60 * minute - 1)).toBe(false);
  expect(isCountedAnew(0, 60 * minute)).toBe(true);
  expect(isCountedAnew(60 * minute - 1, 0)).toBe(false);
  expect(isCountedAnew(60 * minute, 0)).toBe(true);
});

test("one more wrong password of a network counts for the account, up to half of the account's limit", () => {
  const now = 48 * 60 * minute;
  const all = { count: 40, networks: 3 };
  expect(withOneMore(all, null, now)).toEqual({ count: 41, networks: 4 });
  expect(withOneMore(all, { count: 7, lastAt: now - 1 }, now)).toEqual({ count: 41, networks: 3 });
  expect(withOneMore(all, { count: 29, lastAt: now }, now)).toEqual({ count: 41, networks: 3 });
  expect(withOneMore(all, { count: 30, lastAt: now }, now)).toEqual({ count: 40, networks: 3 });
});

test("a network's wrong passwords that are a day old, or from a clock that was ahead, are not counted twice", () => {
  const now = 48 * 60 * minute;
  const all = { count: 40, networks: 3 };
  const dayAgo = now - 24 * 60 * minute;
  expect(withOneMore(all, { count: 7, lastAt: dayAgo + 1 }, now)).toEqual({ count: 41, networks: 3 });
  expect(withOneMore(all, { count: 7, lastAt: dayAgo }, now)).toEqual({ count: 48, networks: 4 });
  expect(withOneMore(all, { count: 7, lastAt: now + 1 }, now)).toEqual({ count: 48, networks: 4 });
});

test("four wrong codes pass without a wait, the fifth does not", () => {
  expect([0, 1, 4].map(waitAfterWrongCodes)).toEqual([0, 0, 0]);
  expect([5, 6, 7, 8, 9, 10].map(waitAfterWrongCodes)).toEqual(
    [30, 60, 120, 240, 480, 900].map((seconds) => seconds * second),
  );
});

test("settings begin waits sooner and end them sooner", () => {
  const limits = { wrongPasswordsUntilWait: 3, wrongCodesUntilWait: 4, longestWaitMinutes: 1 };
  expect([2, 3, 4, 20].map((count) => waitAfterWrongPasswordsWithin(count, limits) / second)).toEqual([
    0, 30, 60, 60,
  ]);
  expect([3, 4, 5, 20].map((count) => waitAfterWrongCodesWithin(count, limits) / second)).toEqual([
    0, 30, 60, 60,
  ]);
});

test("a wait never shrinks, is never negative and never longer than 15 minutes", () => {
  fc.assert(
    fc.property(anyCount, fc.constantFrom(...rules), (count, wait) => {
      expect(wait(count)).toBeGreaterThanOrEqual(0);
      expect(wait(count)).toBeLessThanOrEqual(15 * minute);
      expect(wait(count + 1)).toBeGreaterThanOrEqual(wait(count));
    }),
  );
});

test("the hundredth wrong code in a row disables, and every one after it", () => {
  expect(isDisabledByWrongCodes(99)).toBe(false);
  expect(isDisabledByWrongCodes(100)).toBe(true);
  expect(isDisabledByWrongCodes(101)).toBe(true);
});

test("a wait ends at its exact millisecond, and an account without a wait isn't waiting", () => {
  expect(isWaiting(1000, 999)).toBe(true);
  expect(isWaiting(1000, 1000)).toBe(false);
  expect(isWaiting(null, 0)).toBe(false);
});

test("no wait is longer than the longest wait, even if a clock that was ahead wrote it", () => {
  expect(isWaiting(15 * minute, 0)).toBe(true);
  expect(isWaiting(15 * minute + 1, 0)).toBe(false);
});

test("the rules for users of the product name the same number of wrong codes", () => {
  const document = readFileSync(join(import.meta.dirname, "../../../../../docs/rules.md"), "utf8");
  expect(document).toContain(`${wrongCodesUntilDisabled} in a row disable it`);
});
