import { expect, test } from "vitest";
import { isCountedAnew, isWaiting } from "../limits/rules/lockout.ts";
import { dueReminder, enrolBy } from "./deadlines.ts";
import { bindingEvents, isAllowed } from "./journey.ts";

const hour = 60 * 60 * 1000;
const deadline = Date.UTC(2027, 0, 31);

test("a reminder is left out when the requirement came less than twelve hours before it, to the millisecond", () => {
  const due = deadline - 72 * hour;
  expect(dueReminder({ deadline, requiredAt: due - 12 * hour }, [72, 24], due)).toBe("72h");
  expect(dueReminder({ deadline, requiredAt: due - 12 * hour + 1 }, [72, 24], due)).toBeNull();
});

test("what is wrong with a number of days is said", () => {
  expect(() => enrolBy(deadline, 0)).toThrow("a whole number of days from 1 to 365");
});

test("wrong passwords of a network that were counted a moment ago still count, in any year", () => {
  expect(isCountedAnew(deadline, deadline + 1)).toBe(false);
  expect(isCountedAnew(deadline, deadline + hour)).toBe(true);
});

test("an account without a wait isn't waiting, not even before 1970", () => {
  expect(isWaiting(null, -1)).toBe(false);
});

test("what binds a first factor is what set-up allows, and nothing before or after it", () => {
  expect(bindingEvents).toEqual(["set-up-begun", "set-up-confirmed"]);
  for (const event of bindingEvents) {
    expect(isAllowed("set-up", event)).toBe(true);
    for (const state of ["start", "second-factor", "set-up-complete", "locked", "signed-in"] as const) {
      expect(isAllowed(state, event)).toBe(false);
    }
  }
});
