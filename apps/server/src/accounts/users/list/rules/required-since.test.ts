import { expect, test } from "vitest";
import { beginOfRequirement } from "./required-since.ts";

const events = (...details: string[]) => details.map((detail) => ({ detail }));

test.for<[what: string, newestFirst: { detail: string }[], begin: string | null]>([
  ["no event", [], null],
  ["one requirement", events("required, to set up by A"), "required, to set up by A"],
  ["an extension", events("extended to B", "required, to set up by A"), "required, to set up by A"],
  ["an ended requirement", events("no longer required", "required, to set up by A"), null],
  [
    "a second requirement",
    events("required, to set up by B", "no longer required (group Sales)", "required, to set up by A"),
    "required, to set up by B",
  ],
  [
    "a requirement of the user beside that of a group",
    events(
      "required, to set up by B",
      "required only by groups now",
      "required, to set up by A (group Sales)",
    ),
    "required, to set up by A (group Sales)",
  ],
  ["a forgotten beginning", events("extended to B"), null],
])("%s", ([, newestFirst, begin]) => {
  expect(beginOfRequirement(newestFirst)?.detail ?? null).toBe(begin);
});
