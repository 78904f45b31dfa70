import * as fc from "fast-check";
import { expect, test } from "vitest";
import { freshUntil } from "./freshness.ts";

const now = Date.UTC(2027, 0, 4, 9);
const tenMinutes = 600_000;

test("a proof is fresh for ten minutes, to the millisecond", () => {
  expect(freshUntil(now, now)).toBe(now + tenMinutes);
  expect(freshUntil(now, now + tenMinutes - 1)).toBe(now + tenMinutes);
  expect(freshUntil(now, now + tenMinutes)).toBeNull();
});

test("a session that proved nothing is never fresh", () => {
  expect(freshUntil(0, now)).toBeNull();
});

test("a clock that is turned back makes no proof fresh", () => {
  expect(freshUntil(now, now - 1)).toBeNull();
});

test("what is not fresh any more never becomes so by waiting", () => {
  const anyTime = fc.integer({ min: 0, max: 2 ** 42 });
  fc.assert(
    fc.property(anyTime, anyTime, anyTime, (proved, moment, wait) => {
      fc.pre(proved <= moment && freshUntil(proved, moment) === null);
      expect(freshUntil(proved, moment + wait)).toBeNull();
    }),
  );
});
