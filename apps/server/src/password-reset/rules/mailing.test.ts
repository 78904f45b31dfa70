import { expect, test } from "vitest";
import { lifetimeMs, mailingFor, pauseAfterMails, requestsAnHour } from "./mailing.ts";

const facts = {
  state: "active",
  isRecovered: false,
  mailsBefore: 0,
  lastMailedAt: null,
  inAll: 0,
  ofNetwork: 0,
  ofSurroundings: 0,
  invitationLinks: 0,
  invitedUntil: null,
  requestsBefore: 0,
} as const;
const minute = 60_000;
const now = 1_000_000_000;

test("an active account is mailed a link, and a suspended or unknown one nothing", () => {
  expect(mailingFor(facts, now)).toEqual({ mail: "reset-link" });
  expect(mailingFor({ ...facts, state: "suspended" }, now)).toEqual({
    mail: null,
    why: "account is suspended",
  });
  expect(mailingFor({ ...facts, state: null }, now)).toEqual({ mail: null, why: "unknown login" });
});

test.for([
  [0, null, { mail: null, why: "invitation has expired" }],
  [1, now + 1, { mail: "invitation", expiresAt: now + 1 }],
  [2, now + 1, { mail: null, why: "two links of the invitation are open" }],
] as const)(
  "invited, with %i open links, an account is mailed at most a second",
  ([invitationLinks, invitedUntil, mailing]) => {
    expect(mailingFor({ ...facts, state: "staged", invitationLinks, invitedUntil }, now)).toEqual(mailing);
  },
);

test.for([
  [1, 5],
  [2, 10],
  [3, 20],
  [4, 40],
  [5, 60],
  [500, 60],
] as const)("after mail %i to an account, %i minutes pass before the next", ([mailsBefore, minutes]) => {
  const after = (milliseconds: number, state: "active" | "staged" = "active") =>
    mailingFor({ ...facts, state, mailsBefore, lastMailedAt: now - milliseconds }, now);
  expect(after(minutes * minute)).toEqual({ mail: "reset-link" });
  const why = `asked again within ${minutes} minutes`;
  expect(after(minutes * minute - 1)).toEqual({ mail: null, why });
  expect(after(0, "staged")).toEqual({ mail: null, why });
});

test("no pause is longer than a link works, so a user who is mailed nothing has a link that works", () => {
  for (let mails = 0; mails < 2000; mails++) expect(pauseAfterMails(mails)).toBeLessThanOrEqual(lifetimeMs);
});

test.for(["staged", "active"] as const)("recovered and %s, an account is mailed nothing", (state) => {
  expect(mailingFor({ ...facts, state, isRecovered: true }, now)).toEqual({
    mail: null,
    why: "recovered from the command line",
  });
});

test("the twentieth request of a network within an hour is looked at, the one after it is not", () => {
  expect(requestsAnHour).toBe(20);
  expect(mailingFor({ ...facts, requestsBefore: 19 }, now)).toEqual({ mail: "reset-link" });
  expect(mailingFor({ ...facts, requestsBefore: 20 }, now)).toEqual({
    mail: null,
    why: "too many requests from there",
  });
});
