import { expect, test } from "vitest";
import { mailsToMailbox } from "../mails-to-mailbox.ts";
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

const owner = "2001:db8:1:2::/64";
const near = "2001:db8:1:3::/64";
const far = (count: number) => Array.from({ length: count }, (_, index) => `2001:db8:${index + 16}:1::/64`);
const of = (network: string, count: number) => Array.from({ length: count }, () => network);

test.for([
  ["no mail", [], false],
  ["four of its own", [...of(owner, 4), ...far(5)], false],
  ["five of its own", of(owner, 5), true],
  ["nine nearby", of(near, 9), false],
  ["ten from elsewhere", far(10), false],
  ["one of its own in a flood", [owner, ...far(9)], true],
  ["one nearby in a flood", [near, ...far(9)], true],
  ["59 from elsewhere", far(59), false],
  ["60 from elsewhere", far(60), true],
] as const)("a mailbox with %s within the hour is full: %s", ([, networks, isFull]) => {
  expect(isMailboxFull(mailsToMailbox(networks, owner))).toBe(isFull);
});
