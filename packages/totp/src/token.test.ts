import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isTokenShaped, tidyToken } from "./token.ts";

test("spaces around and inside a token are dropped, whichever kind they are", () => {
  expect(tidyToken(" 123 456\n")).toBe("123456");
  expect(tidyToken("123\u00a0456")).toBe("123456");
});

test("nothing but spaces is dropped", () => {
  expect(tidyToken("12-34a")).toBe("12-34a");
});

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

test("a tidied token has no space left, and tidying it again changes nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const tidy = tidyToken(text);
      expect(tidy).not.toMatch(/\s/);
      expect(tidyToken(tidy)).toBe(tidy);
    }),
  );
});
