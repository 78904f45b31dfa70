import { reasonWords } from "@sallyport/contract/job-words";
import { expect, test } from "vitest";
import * as rules from "./why-not.ts";

const now = Date.UTC(2027, 0, 4, 9);
const day = 24 * 60 * 60 * 1000;

type User = Parameters<typeof rules.whyNotRequire>[0];
const active: User = {
  state: "active",
  mfa_required: 0,
  is_enrolled: 0,
  enrol_by: null,
  days_from_acceptance: null,
  deadline_locked_at: null,
};
const due: User = { ...active, mfa_required: 1, enrol_by: now + day };
const invited: User = { ...active, state: "staged" };
const suspended: User = { ...active, state: "suspended" };

const remind = (user: User, isReminded = false) => rules.whyNotRemind(user, { isReminded, now });

test.for<[what: string, reason: string | null, expected: string | null]>([
  ["require of a user without", rules.whyNotRequire(active), null],
  ["require of a user with", rules.whyNotRequire(due), "already-required"],
  ["extend without a requirement", rules.whyNotExtend(active), "not-required"],
  ["extend after set-up", rules.whyNotExtend({ ...due, is_enrolled: 1 }), "already-set-up"],
  ["extend before set-up", rules.whyNotExtend(due), null],
  ["remind before the deadline", remind(due), null],
  ["remind again", remind(due, true), "reminded-lately"],
  ["remind without a requirement", remind(active), "not-required"],
  ["remind after set-up", remind({ ...due, is_enrolled: 1 }), "already-set-up"],
  ["remind an invited user", remind({ ...due, state: "staged" }), "invited"],
  ["remind a suspended user", remind({ ...due, state: "suspended" }), "suspended"],
  ["remind without a deadline", remind({ ...due, enrol_by: null }), "due-at-next-login"],
  ["remind at the deadline", remind({ ...due, enrol_by: now }), "locked-by-deadline"],
  ["remind after the lock", remind({ ...due, deadline_locked_at: now - day }), "locked-by-deadline"],
  ["suspend", rules.whyNotSuspend(active), null],
  ["suspend twice", rules.whyNotSuspend(suspended), "already-suspended"],
  ["suspend an invited user", rules.whyNotSuspend(invited), "invited"],
  ["activate", rules.whyNotActivate(suspended), null],
  ["activate twice", rules.whyNotActivate(active), "already-active"],
  ["activate an invited user", rules.whyNotActivate(invited), "invited"],
  ["join a group", rules.whyNotJoin({ isMember: false }), null],
  ["join a group twice", rules.whyNotJoin({ isMember: true }), "already-member"],
  ["join a deleted group", rules.whyNotJoin(null), "group-deleted"],
  ["invite an invited user", rules.whyNotInvite(invited), null],
  ["invite a user with a password", rules.whyNotInvite(active), "not-invited"],
])("%s: %s", ([, reason, expected]) => {
  expect(reason).toBe(expected);
  expect(reason && reasonWords(reason)).not.toBe(reason ?? "");
});

test("a reason of a newer version is shown as it is", () => {
  expect(reasonWords("some-new-reason")).toBe("some-new-reason");
  expect(reasonWords("constructor")).toBe("constructor");
});
