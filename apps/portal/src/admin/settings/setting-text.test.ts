import { expect, test } from "vitest";
import { textOf } from "./setting-text.ts";

test("a value has the text that people type", () => {
  expect([null, 7, "UTC", [72, 24], true].map(textOf)).toEqual(["", "7", "UTC", "72, 24", "on"]);
});
