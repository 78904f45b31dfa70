import { expect, test } from "vitest";
import { hasHiddenCharacters, tidyName } from "./key-name.ts";

test("a name loses what can't be seen, and keeps what its script needs", () => {
  expect(tidyName(" \u202eACME\u202c\u2066 \u0000Ltd\u200b ")).toBe("ACME Ltd");
  const kept = ["می\u200cخواهم", "👩\u200d🚀", "שלום", "Zoë"];
  expect(kept.map(tidyName)).toEqual(kept);
});

test("a name is cut after 256 characters, never inside one", () => {
  expect(tidyName("a".repeat(256))).toBe("a".repeat(256));
  expect(tidyName("a".repeat(257))).toBe(`${"a".repeat(255)}…`);
  expect(tidyName("💧".repeat(100_000))).toBe(`${"💧".repeat(255)}…`);
});

test("hidden characters are noticed inside a name, every time", () => {
  const names = ["a\u202eb", "a\u202eb", "a\u200bb", "a\nb"];
  expect(names.map(hasHiddenCharacters)).toEqual([true, true, true, true]);
  expect(hasHiddenCharacters(" a b\n")).toBe(false);
});
