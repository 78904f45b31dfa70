import { expect, test } from "vitest";
import { isMailboxFull, mailboxOf } from "./flood.ts";

test.for([
  ["ursula@example.com", "ursula@example.com"],
  [" Ursula+Anything@Example.COM ", "ursula@example.com"],
  ["ursula+one+two@example.com", "ursula@example.com"],
  ["ursula+a@b@example.com", "ursula@example.com"],
  ["+ursula@example.com", "+ursula@example.com"],
  ["ursula.one@example.com", "ursula.one@example.com"],
  ["ursula", "ursula"],
] as const)("%s leads to the mailbox %s", ([email, mailbox]) => {
  expect(mailboxOf(email)).toBe(mailbox);
});

test.for([
  [0, 0, false],
  [4, 9, false],
  [5, 5, true],
  [0, 1000, false],
  [1, 9, false],
  [1, 10, true],
] as const)(
  "after %i mails of a network and %i in all, a mailbox is full: %s",
  ([ofNetwork, inAll, isFull]) => {
    expect(isMailboxFull({ ofNetwork, inAll })).toBe(isFull);
  },
);
