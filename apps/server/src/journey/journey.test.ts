import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AccountFacts,
  isAllowed,
  isDeadlinePassed,
  isLoginNeeded,
  isSetUpLinkMissing,
  type SessionFacts,
  type Standing,
  whereabouts,
} from "./journey.ts";

const now = Date.UTC(2027, 0, 4, 9);
const past = now - 1;
const future = now + 1;

const plain: AccountFacts = {
  realm: "user",
  isMfaRequired: false,
  isEnrolled: false,
  enrolBy: null,
  deadlineLockedAt: null,
};
const required = { ...plain, isMfaRequired: true, enrolBy: future };
const administrator = { ...plain, realm: "administrator", isMfaRequired: true } as const;
const passwordGiven: SessionFacts = {
  aal: 1,
  isFinished: false,
  awaitsAcknowledgement: false,
  hasSetUpLink: true,
  isBindingLate: false,
  isBypassed: false,
};
const finished: SessionFacts = { ...passwordGiven, isFinished: true };
const codeGiven: SessionFacts = { ...finished, aal: 2 };

const anyTime = fc.integer({ min: now - 1000, max: now + 1000 });
const anyAccount: fc.Arbitrary<AccountFacts> = fc.record({
  realm: fc.constantFrom("user", "administrator"),
  isMfaRequired: fc.boolean(),
  isEnrolled: fc.boolean(),
  enrolBy: fc.option(anyTime),
  deadlineLockedAt: fc.option(anyTime),
});
const anySession: fc.Arbitrary<SessionFacts> = fc.record({
  aal: fc.constantFrom(1, 2),
  isFinished: fc.boolean(),
  awaitsAcknowledgement: fc.boolean(),
  hasSetUpLink: fc.boolean(),
  isBindingLate: fc.boolean(),
  isBypassed: fc.constant(false),
});

interface Row {
  who: string;
  account: AccountFacts;
  session: SessionFacts;
  stands: Standing;
}

const truths: Row[] = [
  { who: "nothing required", account: plain, session: passwordGiven, stands: { at: "signed-in" } },
  {
    who: "required, days left",
    account: required,
    session: passwordGiven,
    stands: { at: "set-up", enrolBy: future, mayPostpone: true, needsSetUpLink: false },
  },
  { who: "required, put off", account: required, session: finished, stands: { at: "signed-in" } },
  {
    who: "required, no days granted",
    account: { ...required, enrolBy: null },
    session: finished,
    stands: { at: "set-up", enrolBy: null, mayPostpone: false, needsSetUpLink: false },
  },
  {
    who: "required, the deadline reached",
    account: { ...required, enrolBy: now },
    session: finished,
    stands: { at: "locked", enrolBy: now },
  },
  {
    who: "locked earlier, at any time of the clock",
    account: { ...required, deadlineLockedAt: past },
    session: finished,
    stands: { at: "locked", enrolBy: future },
  },
  {
    who: "enrolled, only a password given",
    account: { ...required, isEnrolled: true },
    session: passwordGiven,
    stands: { at: "second-factor" },
  },
  {
    who: "enrolled of one's own accord, only a password given",
    account: { ...plain, isEnrolled: true },
    session: finished,
    stands: { at: "second-factor" },
  },
  {
    who: "enrolled in time, the deadline long past",
    account: { ...required, isEnrolled: true, enrolBy: past },
    session: codeGiven,
    stands: { at: "signed-in" },
  },
  {
    who: "enrolled a moment ago",
    account: { ...required, isEnrolled: true },
    session: { ...codeGiven, awaitsAcknowledgement: true },
    stands: { at: "set-up-complete" },
  },
  {
    who: "an administrator required to enrol, in a session that was open already",
    account: administrator,
    session: finished,
    stands: { at: "set-up", enrolBy: null, mayPostpone: false, needsSetUpLink: false },
  },
];

test("a ticket is missing for each first factor, required or not, and only until it was shown", () => {
  const missing = { ...passwordGiven, hasSetUpLink: false };
  expect(isSetUpLinkMissing(required, missing)).toBe(true);
  expect(isSetUpLinkMissing(required, passwordGiven)).toBe(false);
  expect(isSetUpLinkMissing(plain, missing)).toBe(true);
  expect(isSetUpLinkMissing(plain, passwordGiven)).toBe(false);
  expect(isSetUpLinkMissing({ ...required, isEnrolled: true }, missing)).toBe(false);
  expect(whereabouts(required, missing, now)).toMatchObject({ at: "set-up", needsSetUpLink: true });
});

describe("whereabouts", () => {
  test.for(truths)("$who: at $stands.at", ({ account, session, stands }) => {
    expect(whereabouts(account, session, now)).toEqual(stands);
  });

  test("an account with a second factor never gets past it at aal1, after any events", {
    tags: ["AT-48", "R09", "R46"],
  }, () => {
    fc.assert(
      fc.property(anyAccount, anySession, (account, session) => {
        const alone = { ...session, aal: 1, isBindingLate: false } as const;
        const { at } = whereabouts({ ...account, isEnrolled: true }, alone, now);
        expect(["second-factor", "locked"]).toContain(at);
      }),
    );
  });

  test("a bypass code lets an enrolled user in, but neither an administrator nor past a lock", {
    tags: ["AT-95"],
  }, () => {
    const bypassed = { ...finished, isBypassed: true };
    const enrolled = { ...required, isEnrolled: true };
    expect(whereabouts(enrolled, bypassed, now).at).toBe("signed-in");
    expect(whereabouts({ ...enrolled, deadlineLockedAt: now }, bypassed, now).at).toBe("locked");
    expect(whereabouts({ ...administrator, isEnrolled: true }, bypassed, now).at).toBe("second-factor");
    expect(isLoginNeeded(enrolled, bypassed)).toBe(true);
  });

  test("a factor that is bound late leaves the console of an administrator who must have one closed", () => {
    const late = { ...finished, isBindingLate: true };
    const enrolled = { ...administrator, isEnrolled: true };
    expect(whereabouts(enrolled, late, now).at).toBe("second-factor");
    expect(whereabouts({ ...enrolled, isMfaRequired: false }, late, now).at).toBe("signed-in");
    expect(whereabouts({ ...required, isEnrolled: true }, late, now).at).toBe("signed-in");
  });

  test("a user who must have MFA doesn't sign in without an authenticator, unless they may put it off", {
    tags: ["R09"],
  }, () => {
    fc.assert(
      fc.property(anyAccount, anySession, (facts, session) => {
        const account = { ...facts, isMfaRequired: true, isEnrolled: false };
        if (whereabouts(account, { ...session, awaitsAcknowledgement: false }, now).at !== "signed-in")
          return;
        expect(account).toMatchObject({ realm: "user", deadlineLockedAt: null });
        expect(account.enrolBy).toBeGreaterThan(now);
        expect(session.isFinished).toBe(true);
      }),
    );
  });

  test("administrators never postpone", () => {
    fc.assert(
      fc.property(anyAccount, anySession, (account, session) => {
        const standing = whereabouts({ ...account, realm: "administrator" }, session, now);
        expect(standing).not.toMatchObject({ mayPostpone: true });
        fc.pre(account.isMfaRequired && !account.isEnrolled && !session.awaitsAcknowledgement);
        expect(standing.at).not.toBe("signed-in");
      }),
    );
  });

  test("locked wins over everything", () => {
    fc.assert(
      fc.property(anyAccount, anySession, (account, session) => {
        const isLocked = account.deadlineLockedAt !== null || isDeadlinePassed(account, now);
        expect(whereabouts(account, session, now).at === "locked").toBe(isLocked);
      }),
    );
  });

  test("a deadline locks at its very millisecond, and only users without an authenticator", () => {
    expect(isDeadlinePassed({ ...required, enrolBy: future }, now)).toBe(false);
    expect(isDeadlinePassed({ ...required, enrolBy: now }, now)).toBe(true);
    expect(isDeadlinePassed({ ...required, enrolBy: now, isEnrolled: true }, now)).toBe(false);
    expect(isDeadlinePassed({ ...required, enrolBy: now, isMfaRequired: false }, now)).toBe(false);
    expect(isDeadlinePassed({ ...administrator, enrolBy: now }, now)).toBe(false);
  });

  test("is always a place in the table, and one that can be left", () => {
    fc.assert(
      fc.property(anyAccount, anySession, (account, session) => {
        expect(isAllowed(whereabouts(account, session, now).at, "left")).toBe(true);
      }),
    );
  });
});
