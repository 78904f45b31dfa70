import { expect, test } from "vitest";
import { viewIn } from "../users-view.ts";
import { wholeCount } from "./whole-count.ts";

const counts = {
  all: 10_001,
  notSetUp: 13,
  dueSoon: 5,
  locked: 2,
  invited: 3,
  suspended: 4,
  undelivered: 1,
  neverLoggedIn: 7,
};

test.for([
  ["", "10,000+"],
  ["sort=created&order=desc&after=0+x+y", "10,000+"],
  ["mfa=not-set-up", "13"],
  ["due=7", "5"],
  ["due=3", null],
  ["locked=any", "2"],
  ["state=suspended&login=never", null],
  ["search=uma", null],
] as const)("the filter %s has the count %s", ([params, count]) => {
  expect(wholeCount(viewIn(new URLSearchParams(params)), counts)).toBe(count);
});

test("before the counts are loaded, no number is shown", () => {
  expect(wholeCount(viewIn(new URLSearchParams()), undefined)).toBeNull();
});
