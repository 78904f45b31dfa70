import { expect, test } from "vitest";
import { isFirstLogin, isMailDue } from "./new-browser.ts";

test("only an account that never logged in has its first login", () => {
  expect([null, 0, 1].map(isFirstLogin)).toEqual([true, false, false]);
});

test("five new browsers within an hour are mailed, and the sixth is not", () => {
  expect([1, 5, 6, 100].map(isMailDue)).toEqual([true, true, false, false]);
});
