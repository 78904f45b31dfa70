import { expect, test } from "vitest";
import { isDefaultEased, isGroupEased } from "./easing.ts";

test.for([
  [null, 7, false],
  [7, 7, false],
  [7, null, true],
  [7, 14, true],
  [14, 7, true],
] as const)("the requirement of a group from %s to %s days: eased is %s", ([before, next, isEased]) => {
  expect(isGroupEased(before, next)).toBe(isEased);
});

test.for([
  [null, 7, false],
  [7, 7, false],
  [7, null, true],
  [7, 14, true],
  [14, 7, false],
] as const)("the requirement of new users from %s to %s days: eased is %s", ([before, next, isEased]) => {
  expect(isDefaultEased(before, next)).toBe(isEased);
});
