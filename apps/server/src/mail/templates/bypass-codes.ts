import type { Mail } from "../mail.ts";
import type { Author, Recipient } from "../recipient.ts";
import { at, say } from "../text.ts";

const reason = "You received this mail because every bypass of your second factor is reported to you.";

export function bypassCodeIssuedMail(to: Recipient, expiresAt: number, author: Author): Mail {
  return {
    kind: "bypass-code-issued",
    to,
    subject: "A one-time code was made for your account",
    paragraphs: [
      say`${author.name} (${author.email}), an administrator, made a code with which you can log in once without your second factor. It works until ${at(expiresAt)}, together with your password.`,
      "The administrator tells you the code. Don't share it with anyone else.",
    ],
    ifUnexpected: "If you did not ask for this, tell an administrator at once.",
    reason,
  };
}

export function bypassCodeUsedMail(to: Recipient, address: string, endsAt: number): Mail {
  return {
    kind: "bypass-code-used",
    to,
    subject: "A one-time code was used for your account",
    paragraphs: [
      say`Your password and a one-time code from an administrator were used to log in without your second factor, from ${address}.`,
      say`This login ends at ${at(endsAt)} at the latest, and can't change how you log in.`,
    ],
    ifUnexpected:
      "If this wasn't you, an attacker knows your password and got the code. Tell an administrator at once.",
    reason,
  };
}
