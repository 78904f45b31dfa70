import { expect, test } from "vitest";
import { faultOf } from "./message.mjs";

test.each([
  "feat(sign-in): say how many days are left",
  "fix(totp)!: refuse a code twice\n\nA code that was seen over a shoulder opened the portal.\n",
  "docs(readme): name the two commands\n# Please enter the commit message",
  "Merge branch 'main'",
  'Revert "feat(sign-in): say how many days are left"',
  "fixup! feat(sign-in): say how many days are left",
])("%j is good", (message) => {
  expect(faultOf(message)).toBeNull();
});

test.each([
  ["say how many days are left", "begins with a kind"],
  ["feature(sign-in): say", "begins with a kind"],
  ["", "begins with a kind"],
  ["feat: say how many days are left", "names the feature's folder"],
  ["feat(Sign In): say", '"Sign In" is no folder\'s name.'],
  ["feat(sign-in): say how many days are left.", "no full stop"],
  [`feat(sign-in): ${"x".repeat(60)}`, "75 characters; 72 are the most"],
  ["feat(sign-in): say\nwhy", "second line is empty"],
])("%j is not: %s", (message, fault) => {
  expect(faultOf(message)).toContain(fault);
});
