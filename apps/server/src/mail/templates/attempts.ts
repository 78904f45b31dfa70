import type { Mail } from "../mail.ts";
import type { Recipient } from "../recipient.ts";
import { at, say } from "../text.ts";

const reason = "You received this mail because failed logins to your account are reported to you.";
const passwordIsKnown =
  "If this was not you, an attacker knows your password: choose a new one and tell an administrator at once.";

export function wrongPasswordsMail(to: Recipient, address: string, until: number): Mail {
  return {
    kind: "wrong-passwords",
    to,
    subject: "Wrong passwords for your account",
    paragraphs: [
      say`Wrong passwords were entered for your account from ${address}. Logins from there have to wait until ${at(until)}.`,
    ],
    ifUnexpected: "If this was you, wait until then. If it was not you, there is nothing you have to do.",
    reason,
  };
}

export function wrongPasswordsOfManyMail(to: Recipient, networks: number): Mail {
  return {
    kind: "wrong-passwords-of-many",
    to,
    subject: "Many wrong passwords for your account",
    paragraphs: [
      say`Within a day, wrong passwords were entered for your account from ${String(networks)} networks.`,
      "Logins from new browsers are slowed down for a while. Browsers that you have logged in from before are not.",
    ],
    ifUnexpected:
      "You don't have to do anything if your password is used nowhere else. If it is, choose a new one under My security.",
    reason,
  };
}

/** `what` in the plural, as in "recovery codes". */
export function factorDisabledMail(to: Recipient, what: string, address: string): Mail {
  return {
    kind: "factor-disabled",
    to,
    subject: "A second factor was disabled",
    paragraphs: [
      say`After your right password, 100 wrong codes in a row were entered, the last one from ${address}. Because of that your ${what} no longer work.`,
      "Log in with another second factor, or ask an administrator to reset yours.",
    ],
    ifUnexpected: passwordIsKnown,
    reason,
  };
}

export function wrongCodesMail(to: Recipient, address: string): Mail {
  return {
    kind: "wrong-codes",
    to,
    subject: "Right password, wrong codes",
    paragraphs: [
      say`A login to your account from ${address} gave the right password, but several wrong codes for the second step.`,
    ],
    ifUnexpected: passwordIsKnown,
    reason,
  };
}
