import { expect, test } from "vitest";
import { rangeOf } from "./range-of.ts";

const page = ["a", "b", "c", "d"];

test.for([
  ["b", "d", ["b", "c", "d"]],
  ["d", "b", ["b", "c", "d"]],
  ["c", "c", ["c"]],
  [null, "c", ["c"]],
  ["of another page", "c", ["c"]],
] as const)("from %s to %s", ([last, id, range]) => {
  expect(rangeOf(page, last, id)).toEqual(range);
});
