import { daysOfSuspension } from "@sallyport/contract/deletion";
import { administratorRoles } from "@sallyport/contract/text";
import { expect, test } from "vitest";
import { day } from "../../core/clock.ts";
import { deletableFrom, suspensionMs, whyNotDeletable } from "./deletion.ts";

const now = Date.UTC(2027, 0, 4, 9);
const ursula = {
  id: "ursula",
  realm: "user",
  role: null,
  created_at: now - 90 * day,
  state: "active",
  suspended_at: null,
  last_sign_in_at: now - 40 * day,
} as const;
const suspended = (days: number) =>
  ({ ...ursula, state: "suspended", suspended_at: now - days * day }) as const;
const owner = { id: "ada", realm: "administrator", role: "owner" } as const;
const why = (subject: Parameters<typeof whyNotDeletable>[0]["subject"], at = now) =>
  whyNotDeletable({ actor: owner, subject, isLastOwner: false }, at);

test("the page names the days that the rule counts", () => {
  expect(suspensionMs).toBe(daysOfSuspension * day);
});

test("a used account can be deleted after 30 days of suspension, and not a millisecond before", () => {
  expect(why(suspended(30))).toBeNull();
  expect(why(suspended(30), now - 1)).toBe("not-deletable-yet");
  expect(deletableFrom(suspended(10))).toBe(now + 20 * day);
});

test("a used account must be suspended first, also if the time of its suspension is unknown", () => {
  for (const subject of [ursula, { ...ursula, state: "suspended" } as const]) {
    expect(deletableFrom(subject)).toBeNull();
    expect(why(subject)).toBe("not-deletable-yet");
  }
  const activated = { ...suspended(60), state: "active" } as const;
  expect(why(activated)).toBe("not-deletable-yet");
});

test("an account that was never used can be deleted at once, in every state", () => {
  for (const state of ["staged", "active", "suspended"] as const) {
    expect(why({ ...ursula, state, last_sign_in_at: null })).toBeNull();
  }
});

test("a suspension from a time when the clock was ahead doesn't count yet", () => {
  expect(why(suspended(-365))).toBe("not-deletable-yet");
});

test("administrators can't delete themselves", () => {
  const subject = { ...suspended(60), ...owner } as const;
  expect(whyNotDeletable({ actor: owner, subject, isLastOwner: false }, now)).toBe("forbidden");
});

test("an administrator is deleted only by the same role or a higher one", { tags: ["AT-07"] }, () => {
  for (const [actorRank, role] of administratorRoles.entries()) {
    for (const [subjectRank, subjectRole] of administratorRoles.entries()) {
      const actor = { ...owner, role };
      const subject = { ...suspended(60), realm: "administrator", role: subjectRole } as const;
      const expected = actorRank <= subjectRank ? null : "forbidden";
      expect(whyNotDeletable({ actor, subject, isLastOwner: false }, now)).toBe(expected);
    }
  }
});

test("the last owner who can log in stays", { tags: ["AT-19"] }, () => {
  const subject = { ...suspended(60), realm: "administrator", role: "owner" } as const;
  expect(whyNotDeletable({ actor: owner, subject, isLastOwner: true }, now)).toBe("last-owner");
});
