import { expect, test } from "vitest";
import { mailingFor, pauseMs, requestsAnHour } from "./mailing.ts";

const facts = { state: "active", lastMailedAt: null, requestsBefore: 0 } as const;
const now = 1_000_000_000;

test("an active account is mailed a link, a staged one its invitation, and nobody else anything", () => {
  expect(mailingFor(facts, now)).toEqual({ mail: "reset-link" });
  expect(mailingFor({ ...facts, state: "staged" }, now)).toEqual({ mail: "invitation" });
  expect(mailingFor({ ...facts, state: "suspended" }, now)).toEqual({
    mail: null,
    why: "account is suspended",
  });
  expect(mailingFor({ ...facts, state: null }, now)).toEqual({ mail: null, why: "unknown login" });
});

test("five minutes lie between two mails to one account", () => {
  expect(pauseMs).toBe(5 * 60_000);
  expect(mailingFor({ ...facts, lastMailedAt: now - pauseMs }, now)).toEqual({ mail: "reset-link" });
  expect(mailingFor({ ...facts, lastMailedAt: now - pauseMs + 1 }, now).mail).toBeNull();
  expect(mailingFor({ ...facts, state: "staged", lastMailedAt: now }, now).mail).toBeNull();
});

test("the twentieth request of a network within an hour is looked at, the one after it is not", () => {
  expect(requestsAnHour).toBe(20);
  expect(mailingFor({ ...facts, requestsBefore: 19 }, now)).toEqual({ mail: "reset-link" });
  expect(mailingFor({ ...facts, requestsBefore: 20 }, now)).toEqual({
    mail: null,
    why: "too many requests from there",
  });
});
