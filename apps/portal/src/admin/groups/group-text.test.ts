import { mostCounted } from "@sallyport/contract/user-filters";
import { expect, test } from "vitest";
import { coverageText, membersText, requirementText } from "./group-text.ts";

test.for([
  [{ members: 0, notSetUp: 0 }, "–"],
  [{ members: 3, notSetUp: 1 }, "2 of 3 (66 %)"],
  [{ members: 1000, notSetUp: 1 }, "999 of 1,000 (99 %)"],
  [{ members: mostCounted + 1, notSetUp: 12 }, "12 not set up"],
] as const)("%j is shown as %s", ([group, text]) => {
  expect(coverageText(group)).toBe(text);
});

test("counts and days have the right plural", () => {
  expect([membersText(1), membersText(mostCounted + 1)]).toEqual(["1 member", "10,000+ members"]);
  expect(requirementText({ requirement: { days: 1, since: "" } })).toBe("Required, 1 day");
  expect(requirementText({ requirement: null })).toBe("Not required");
});
