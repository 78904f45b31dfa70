import { expect, test } from "vitest";
import { scoresDocument } from "./scores.mjs";

const options = { names: ["a", "b"], leastScore: 90, on: "2027-01-04" };

test("each set has a row, and one that was not run again keeps its own", () => {
  const first = scoresDocument("", [{ name: "b", killed: 9, all: 10, survivors: { "b.ts": 1 } }], options);
  expect(first).toContain("| b | 2027-01-04 | 9 | 10 | 90.0 % | b.ts 1 |");
  const later = { ...options, on: "2027-01-05" };
  const both = scoresDocument(first, [{ name: "a", killed: 1, all: 3, survivors: {} }], later);
  expect(both).toContain(
    "| a | 2027-01-05 | 1 | 3 | 33.3 % |  |\n| b | 2027-01-04 | 9 | 10 | 90.0 % | b.ts 1 |\n",
  );
});

test("a set that is gone has no row any more", () => {
  const before = scoresDocument("", [{ name: "b", killed: 9, all: 10, survivors: {} }], options);
  expect(scoresDocument(before, [], { ...options, names: ["a"] })).not.toContain("| b |");
});
