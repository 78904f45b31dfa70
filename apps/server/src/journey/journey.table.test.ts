import { expect, test } from "vitest";
import {
  type AccountFacts,
  isAllowed,
  isTooLateToCount,
  type JourneyEvent,
  type JourneyState,
  journey,
  type SessionFacts,
  type Standing,
  whereabouts,
} from "./journey.ts";

const now = Date.UTC(2027, 0, 4, 9);
const past = now - 1;
const future = now + 1;
const passwordGiven: SessionFacts = {
  aal: 1,
  isFinished: false,
  awaitsAcknowledgement: false,
  hasSetUpLink: true,
  isBindingLate: false,
  isBypassed: false,
};
const codeGiven: SessionFacts = { ...passwordGiven, aal: 2, isFinished: true };

test("leads only to states that it has", () => {
  const targets = Object.values(journey).flatMap((events) => Object.values(events).flat());
  expect(Object.keys(journey)).toEqual(expect.arrayContaining(targets));
});

test("allows a code only at the second factor, and set-up only where it is due", () => {
  expect(allowing("second-factor-accepted")).toEqual(["second-factor"]);
  expect(allowing("set-up-begun")).toEqual(["set-up"]);
  expect(allowing("set-up-confirmed")).toEqual(["set-up"]);
  expect(allowing("set-up-postponed")).toEqual(["set-up"]);
});

test("does not take names that every object has for events", () => {
  expect(isAllowed("start", "toString" as JourneyEvent)).toBe(false);
});

test("leads where each event leads by the facts, and nowhere else", () => {
  const found: Record<string, Record<string, Set<string>>> = {};
  const note = (from: string, event: string, to: string) =>
    ((found[from] ??= {})[event] ??= new Set()).add(to);
  for (const account of everyAccount) {
    note("start", "password-accepted", whereabouts(account, passwordGiven, now).at);
    if (account.isEnrolled) note("start", "passkey-accepted", whereabouts(account, codeGiven, now).at);
    for (const session of everySession.filter((one) => isPossible(account, one))) {
      const standing = whereabouts(account, session, now);
      for (const event of Object.keys(journey[standing.at]) as JourneyEvent[]) {
        const after = effects[event]({ account, session, standing });
        if (after) note(standing.at, event, after === "gone" ? "start" : whereabouts(...after, now).at);
      }
    }
  }
  expect(sorted(found)).toEqual(sorted(journey));
});

interface Facts {
  account: AccountFacts;
  session: SessionFacts;
  standing: Standing;
}

/** Returns null if the event can't happen in this state, or "gone" if the event ends the session. */
type Effect = (facts: Facts) => [AccountFacts, SessionFacts] | "gone" | null;

const effects: Record<JourneyEvent, Effect> = {
  "password-accepted": () => null,
  "second-factor-accepted": ({ account, session }) => [account, { ...session, aal: 2, isFinished: true }],
  "bypass-code-accepted": ({ account, session }) =>
    account.realm === "user" ? [account, { ...session, isBypassed: true, isFinished: true }] : null,
  "passkey-accepted": () => null,
  "set-up-link-opened": ({ account, session }) => [account, { ...session, hasSetUpLink: true }],
  "set-up-begun": ({ account, session }) => [account, session],
  "set-up-confirmed": ({ account, session }) => [
    { ...account, isEnrolled: true },
    isTooLateToCount("set-up-confirmed", session)
      ? { ...session, isFinished: true, isBindingLate: true, awaitsAcknowledgement: true }
      : { ...codeGiven, awaitsAcknowledgement: true },
  ],
  "recovery-codes-made": ({ account, session }) => [account, session],
  "recovery-codes-saved": ({ account, session }) => [account, session],
  "identity-proved": ({ account, session }) => [account, session],
  "security-changed": ({ account, session }) => [account, session],
  "set-up-acknowledged": ({ account, session }) => {
    const acknowledged = { ...session, awaitsAcknowledgement: false };
    return whereabouts(account, acknowledged, now).at === "signed-in" ? [account, acknowledged] : "gone";
  },
  "set-up-postponed": ({ account, session, standing }) =>
    standing.at === "set-up" && standing.mayPostpone ? [account, { ...session, isFinished: true }] : null,
  "set-up-resumed": ({ account, session }) =>
    account.isMfaRequired && !account.isEnrolled
      ? [account, { ...session, isFinished: false, isBindingLate: true }]
      : null,
  "mfa-required": ({ account, session }) =>
    account.realm === "administrator" && !account.isEnrolled
      ? [{ ...account, isMfaRequired: true }, session]
      : null,
  "deadline-passed": ({ account, session }) =>
    account.realm === "user" && !account.isEnrolled ? [{ ...account, deadlineLockedAt: now }, session] : null,
  left: () => "gone",
};

const booleans = [true, false];
const everyAccount: AccountFacts[] = (["user", "administrator"] as const).flatMap((realm) =>
  booleans.flatMap((isMfaRequired) =>
    booleans.flatMap((isEnrolled) =>
      [null, past, future].flatMap((enrolBy) =>
        [null, past].map((deadlineLockedAt) => ({
          realm,
          isMfaRequired,
          isEnrolled,
          enrolBy,
          deadlineLockedAt,
        })),
      ),
    ),
  ),
);
const everySession: SessionFacts[] = ([1, 2] as const).flatMap((aal) =>
  booleans.flatMap((isFinished) =>
    booleans.flatMap((awaitsAcknowledgement) =>
      booleans.flatMap((hasSetUpLink) =>
        booleans.flatMap((isBindingLate) =>
          booleans.map((isBypassed) => ({
            aal,
            isFinished,
            awaitsAcknowledgement,
            hasSetUpLink,
            isBindingLate,
            isBypassed,
          })),
        ),
      ),
    ),
  ),
);

/**
 * Only a factor brings a session to AAL2. The user acknowledges a set-up only in the session of the set-up.
 * Only enrolled users get a bypass code. A session with a bypass code ends when the user's last factor is
 * removed.
 */
function isPossible(account: AccountFacts, session: SessionFacts): boolean {
  if (session.isBypassed)
    return (
      account.realm === "user" &&
      account.isEnrolled &&
      session.aal === 1 &&
      session.isFinished &&
      !session.awaitsAcknowledgement &&
      !session.isBindingLate
    );
  if (session.aal === 2) return account.isEnrolled && session.isFinished;
  return (
    !session.awaitsAcknowledgement || (session.isBindingLate && account.isEnrolled && session.isFinished)
  );
}

function allowing(event: JourneyEvent): JourneyState[] {
  return (Object.keys(journey) as JourneyState[]).filter((state) => isAllowed(state, event));
}

type Table = Record<string, Record<string, Iterable<string>>>;

function sorted(table: Table): Record<string, Record<string, string[]>> {
  return mapValues(table, (events) => mapValues(events, (targets) => [...targets].toSorted()));
}

function mapValues<From, To>(record: Record<string, From>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
