import * as fc from "fast-check";
import { expect, test } from "vitest";
import { day } from "../../core/clock.ts";
import {
  type Deadline,
  deadlineOf,
  type GroupRule,
  isEarlier,
  noDeadline,
  nothingOwn,
  type OwnRequirement,
  type Requirement,
  type RequirementFacts,
  requirementOf,
} from "./requirement.ts";

const now = Date.UTC(2027, 0, 4, 9);
const at = (days: number): Deadline => ({ enrolBy: now + days * day, daysFromAcceptance: null });
const rule = (groupId: string, days: number, countsFrom = now, requiredAt = 0): GroupRule => ({
  groupId,
  days,
  countsFrom,
  requiredAt,
});
const none = { ...noDeadline, isRequired: false };

function facts(given: Partial<RequirementFacts>): RequirementFacts {
  return {
    isInvited: false,
    isEnrolled: false,
    isLocked: false,
    current: none,
    own: nothingOwn,
    rules: [],
    ...given,
  };
}

const ownBy = (kind: "set" | "extended" | "reset", days: number, isRequired = true): OwnRequirement => ({
  isRequired,
  deadline: { kind, ...at(days) },
});

test("the days start when the user joins or when the requirement is set, whichever is later", () => {
  expect(deadlineOf(rule("a", 7, now, now - day), false)).toEqual(at(7));
  expect(deadlineOf(rule("a", 7, now - day, now), false)).toEqual(at(7));
});

test("the days of an invited user start later, and the fewest count", () => {
  const rules = [rule("a", 14), rule("b", 3)];
  expect(requirementOf(facts({ isInvited: true, rules }))).toMatchObject({
    enrolBy: null,
    daysFromAcceptance: 3,
    source: { groupId: "b" },
  });
});

test("the earliest of several deadlines counts, and the requirement says whose it is", () => {
  const rules = [rule("a", 9), rule("b", 5)];
  expect(requirementOf(facts({ rules }))).toMatchObject({ ...at(5), source: { groupId: "b" } });
  expect(requirementOf(facts({ rules, own: ownBy("set", 2) }))).toMatchObject({ ...at(2), source: "own" });
  expect(requirementOf(facts({ rules, own: ownBy("set", 7) }))).toMatchObject({ source: { groupId: "b" } });
});

test.for(["extended", "reset"] as const)("a deadline that was %s for the user counts instead", (kind) => {
  const rules = [rule("a", 1, now - 2 * day)];
  const own = ownBy(kind, 30, false);
  expect(requirementOf(facts({ rules, own }))).toMatchObject({ ...at(30), isRequired: true, source: "own" });
});

test("set-up at the next login is earlier than every deadline", () => {
  const own = { isRequired: true, deadline: { kind: "set", ...noDeadline } } as const;
  expect(requirementOf(facts({ rules: [rule("a", 1)], own }))).toMatchObject({
    ...noDeadline,
    source: "own",
  });
});

test("leaving the last group ends the requirement of a user who isn't locked", () => {
  const current = { ...at(3), isRequired: true };
  expect(requirementOf(facts({ current }))).toMatchObject({ ...none, own: nothingOwn, source: null });
});

test.for([
  ["who is locked", { isLocked: true, current: { ...at(-1), isRequired: true } }],
  ["whose set-up is due", { current: { ...noDeadline, isRequired: true } }],
] as const)("leaving the last group keeps the requirement of a user %s, as the user's own", ([, given]) => {
  expect(requirementOf(facts(given))).toMatchObject({
    ...given.current,
    own: { isRequired: true },
    source: "own",
  });
});

test("a factor ends what holds a user, so leaving ends the requirement", () => {
  const current = { ...noDeadline, isRequired: true };
  expect(requirementOf(facts({ current, isEnrolled: true })).isRequired).toBe(false);
});

const days = fc.integer({ min: 1, max: 365 });
const someRule = fc.record({
  groupId: fc.uuid(),
  days,
  countsFrom: fc.integer({ min: now - 400 * day, max: now }),
  requiredAt: fc.integer({ min: now - 400 * day, max: now }),
});
const someDeadline = fc.record({
  kind: fc.constantFrom("set", "extended", "reset"),
  enrolBy: fc.option(fc.integer({ min: now - day, max: now + 365 * day })),
  daysFromAcceptance: fc.constant(null),
});
/**
 * A user's own requirement doesn't come from a group. While this requirement is on, it always has a deadline.
 */
const someOwn: fc.Arbitrary<OwnRequirement> = fc.oneof(
  fc.record({ isRequired: fc.constant(true), deadline: someDeadline }),
  fc.record({ isRequired: fc.constant(false), deadline: fc.option(someDeadline) }),
);
const someFacts: fc.Arbitrary<RequirementFacts> = fc
  .record({
    isInvited: fc.constant(false),
    isEnrolled: fc.boolean(),
    isLocked: fc.boolean(),
    own: someOwn,
    rules: fc.array(someRule, { maxLength: 4 }),
    wasRequired: fc.boolean(),
    enrolBy: fc.option(fc.integer({ min: now - day, max: now + 365 * day })),
  })
  .map(({ wasRequired, enrolBy, ...others }) => ({
    ...others,
    current: { isRequired: others.isLocked || wasRequired, enrolBy, daysFromAcceptance: null },
  }));

/** The facts after the requirement was stored. */
const stored = (before: RequirementFacts, { own, isRequired, enrolBy }: Requirement): RequirementFacts => ({
  ...before,
  own,
  current: { isRequired, enrolBy, daysFromAcceptance: null },
});

test("no change of the groups ends a lock: the user keeps the requirement and the deadline", {
  tags: ["AT-94"],
}, () => {
  fc.assert(
    fc.property(someFacts, (given) => {
      const { isRequired, enrolBy } = requirementOf({ ...given, isLocked: true });
      expect({ isRequired, enrolBy }).toEqual({ isRequired: true, enrolBy: given.current.enrolBy });
    }),
  );
});

test("no group makes a deadline later than it would be without that group", () => {
  fc.assert(
    fc.property(someFacts, someRule, (given, joined) => {
      const before = requirementOf(given);
      const after = requirementOf({ ...given, rules: [...given.rules, joined] });
      const isLater = before.isRequired && isEarlier(before, after);
      expect([after.isRequired, isLater]).toEqual([true, false]);
    }),
  );
});

test("neither the order of the groups nor storing it twice changes the requirement", () => {
  fc.assert(
    fc.property(someFacts, (given) => {
      const once = requirementOf(given);
      const { isRequired, enrolBy } = requirementOf({ ...given, rules: given.rules.toReversed() });
      expect({ isRequired, enrolBy }).toEqual({ isRequired: once.isRequired, enrolBy: once.enrolBy });
      const twice = requirementOf(stored(given, once));
      expect({ ...twice, source: null }).toEqual({ ...once, source: null });
    }),
  );
});

test("a user who joins and is in no other group has all the days", () => {
  fc.assert(
    fc.property(days, (given) => {
      expect(requirementOf(facts({ rules: [rule("a", given)] }))).toMatchObject(at(given));
    }),
  );
});
