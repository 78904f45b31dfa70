import { expect, test } from "vitest";
import { isTokenShaped } from "./token.ts";

test("six ASCII digits are a token, and what looks like them is not", () => {
  expect(isTokenShaped("012345")).toBe(true);
  const lookalikes = [
    "",
    "1",
    "12345",
    "1234567",
    "12345a",
    "12345\n",
    "-12345",
    "1e3456",
    "٠١٢٣٤٥",
    "１２３４５６",
  ];
  expect(lookalikes.filter((text) => isTokenShaped(text))).toEqual([]);
});

test("a key of eight digits has tokens of eight", () => {
  expect(isTokenShaped("01234567", 8)).toBe(true);
  expect(isTokenShaped("012345", 8)).toBe(false);
});
