import { expect, test } from "vitest";
import { isNewEnough } from "./node-runtime.mjs";

test.each([
  ["20.20.2", false],
  ["24.10.0", false],
  ["24.11.0", true],
  ["26.0.0", true],
])("Node %s is new enough: %s", (version, expected) => {
  expect(isNewEnough(version)).toBe(expected);
});
