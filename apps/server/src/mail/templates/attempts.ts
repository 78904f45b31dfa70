import type { Mail } from "../mail.ts";
import type { Recipient } from "../recipient.ts";
import { at, say } from "../text.ts";

const reason = "You received this mail because failed logins to your account are reported to you.";
const passwordIsKnown =
  "If this wasn't you, an attacker knows your password. Choose a new one and tell an administrator at once.";

export function wrongPasswordsMail(to: Recipient, address: string, until: number): Mail {
  return {
    kind: "wrong-passwords",
    to,
    subject: "Wrong passwords for your account",
    paragraphs: [
      say`Wrong passwords were entered for your account from ${address}. Logins from this address are blocked until ${at(until)}.`,
    ],
    ifUnexpected: "If this was you, try again after that. If it wasn't, you don't have to do anything.",
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
      "Logins from new browsers are slower for a while. Browsers that you have used before aren't affected.",
    ],
    ifUnexpected:
      "If you use your password on other sites too, change it in My security. Otherwise, you don't have to do anything.",
    reason,
  };
}

interface Disabled {
  what: string;
  wrongCodes: number;
  address: string;
}

export function factorDisabledMail(to: Recipient, { what, wrongCodes, address }: Disabled): Mail {
  return {
    kind: "factor-disabled",
    to,
    subject: "A second factor was disabled",
    paragraphs: [
      say`Someone entered your correct password and then ${wrongCodes} wrong codes in a row. The last one came from ${address}. For safety, your ${what} no longer work.`,
      "Log in another way, or ask an administrator for help.",
    ],
    ifUnexpected: passwordIsKnown,
    reason,
  };
}

export function wrongCodesMail(to: Recipient, address: string): Mail {
  return {
    kind: "wrong-codes",
    to,
    subject: "Correct password, wrong codes",
    paragraphs: [
      say`Someone entered your correct password and then several wrong codes. The last one came from ${address}.`,
    ],
    ifUnexpected: passwordIsKnown,
    reason,
  };
}
