import type { Mail } from "../mail.ts";
import type { Author, Recipient } from "../recipient.ts";
import { at, say } from "../text.ts";

const reason = "You received this mail because multi-factor authentication is required for your account.";
const ifUnexpected = "If you didn't expect this, ask an administrator before you follow the link.";
const label = "Log in and set up";

/** `author` is null if the administrator's account is deleted. */
export function mfaRequiredMail(to: Recipient, enrolBy: number, url: string, author: Author | null): Mail {
  return {
    kind: "mfa-required",
    to,
    subject: "Set up multi-factor authentication",
    paragraphs: [
      requiredBy(author, new URL(url).host),
      say`Set it up by ${at(enrolBy)}. After that, your account is locked until an administrator gives you more time.`,
      "You need an authenticator app on your phone. Log in, and the portal guides you through it.",
    ],
    action: { label, url },
    ifUnexpected,
    reason,
  };
}

export function setUpDueMail(to: Recipient, url: string, author: Author | null): Mail {
  const { host } = new URL(url);
  return {
    kind: "set-up-due",
    to,
    subject: "Set up multi-factor authentication",
    paragraphs: [requiredBy(author, host), "The portal guides you through it when you log in."],
    action: { label, url },
    ifUnexpected,
    reason,
  };
}

/** For a user who adds a first factor by choice, or because an application needs one. */
export function firstFactorMail(to: Recipient, url: string): Mail {
  return {
    kind: "first-factor",
    to,
    subject: "Add your first second factor",
    paragraphs: [
      say`Someone with your password wants to add a second factor to your account on the login portal ${new URL(url).host}.`,
      "If it's you, open the link in the browser in which you are logged in. Then add the factor there.",
    ],
    action: { label: "Confirm that it's me", url },
    ifUnexpected:
      "If it isn't you, someone else knows your password. Don't follow the link, and choose a new password.",
    reason: "You received this mail because a second factor is being added to your account.",
  };
}

function requiredBy(author: Author | null, host: string) {
  return author === null
    ? say`Multi-factor authentication is required for your account on the login portal ${host}.`
    : say`${author.name} (${author.email}), an administrator, requires multi-factor authentication for your account on the login portal ${host}.`;
}

export function reminderMail(to: Recipient, enrolBy: number, url: string): Mail {
  return {
    kind: "reminder",
    to,
    subject: "Reminder: set up multi-factor authentication",
    paragraphs: [
      say`You haven't set up multi-factor authentication for your account on the login portal ${new URL(url).host} yet. Your account will be locked on ${at(enrolBy)}.`,
      "It takes two minutes and an authenticator app on your phone.",
    ],
    action: { label, url },
    ifUnexpected,
    reason,
  };
}

/** `author` is null if the administrator's account is deleted. */
export function extendedMail(to: Recipient, enrolBy: number, url: string, author: Author | null): Mail {
  return {
    kind: "deadline-extended",
    to,
    subject: "More time to set up multi-factor authentication",
    paragraphs: [
      author === null
        ? say`You have time until ${at(enrolBy)} to set up multi-factor authentication.`
        : say`${author.name} (${author.email}), an administrator, gave you time until ${at(enrolBy)} to set up multi-factor authentication.`,
    ],
    action: { label, url },
    ifUnexpected,
    reason,
  };
}

export function shortenedMail(to: Recipient, enrolBy: number, url: string, author: Author): Mail {
  return {
    kind: "deadline-shortened",
    to,
    subject: "Less time to set up multi-factor authentication",
    paragraphs: [
      say`${author.name} (${author.email}), an administrator, gave you less time to set up multi-factor authentication. Your new deadline is ${at(enrolBy)}.`,
      "After that, your account is locked until an administrator gives you more time.",
    ],
    action: { label, url },
    ifUnexpected,
    reason,
  };
}

export function deadlineLockMail(to: Recipient, enrolBy: number): Mail {
  return {
    kind: "deadline-lock",
    to,
    subject: "Your account is locked",
    paragraphs: [
      say`Your account is locked because multi-factor authentication was not set up by ${at(enrolBy)}.`,
      "Ask an administrator to give you more time.",
    ],
    ifUnexpected: "If you didn't expect this, tell an administrator.",
    reason,
  };
}

export function enrolledMail(to: Recipient): Mail {
  return {
    kind: "enrolled",
    to,
    subject: "Multi-factor authentication is set up",
    paragraphs: [
      "An authenticator app was added to your account. From now on, you need its passcode when you log in.",
    ],
    ifUnexpected: "If this wasn't you, an attacker knows your password. Tell an administrator at once.",
    reason: "You received this mail because every change of how you log in is reported to you.",
  };
}
