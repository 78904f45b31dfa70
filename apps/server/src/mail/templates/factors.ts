import type { Mail } from "../mail.ts";
import type { Author, Recipient } from "../recipient.ts";
import { say } from "../text.ts";

const reason = "You received this mail because every change of how you log in is reported to you.";
const tellAtOnce =
  "If this wasn't you, an attacker can log in to your account. Tell an administrator at once.";
const isInside =
  "If this wasn't you, an attacker is logged in to your account. Tell an administrator at once.";

export function appAddedMail(to: Recipient, name: string): Mail {
  return {
    kind: "app-added",
    to,
    subject: "An authenticator app was added",
    paragraphs: [
      say`The authenticator app “${name}” was added to your account. From now on, you can log in with your password and a passcode from this app.`,
    ],
    ifUnexpected: tellAtOnce,
    reason,
  };
}

export function passkeyAddedMail(to: Recipient, name: string): Mail {
  return {
    kind: "passkey-added",
    to,
    subject: "A passkey was added",
    paragraphs: [say`The passkey “${name}” was added to your account. From now on, you can log in with it.`],
    ifUnexpected: tellAtOnce,
    reason,
  };
}

export function factorRemovedMail(
  to: Recipient,
  { kind, name }: { kind: "app" | "passkey"; name: string },
  isLast: boolean,
): Mail {
  const what = kind === "app" ? "authenticator app" : "passkey";
  const removed = say`The ${what} “${name}” was removed from your account.`;
  return {
    kind: "factor-removed",
    to,
    subject: isLast ? "Your second factor was removed" : "A second factor was removed",
    paragraphs: isLast
      ? [removed, "It was your last one, so your password alone is now enough to log in."]
      : [removed],
    ifUnexpected: isInside,
    reason,
  };
}

export function factorTakenMail(
  to: Recipient,
  { kind, name }: { kind: "app" | "passkey"; name: string },
  author: Author,
): Mail {
  const what = kind === "app" ? "authenticator app" : "passkey";
  return {
    kind: "factor-removed",
    to,
    subject: "A second factor was removed",
    paragraphs: [
      say`${author.name} (${author.email}), an administrator, removed the ${what} “${name}” from your account. Log in with another one.`,
    ],
    ifUnexpected: "If you did not ask for this, tell an administrator at once.",
    reason,
  };
}

export function factorsRemovedMail(to: Recipient, url: string | null, author: Author): Mail {
  return {
    kind: "factors-removed",
    to,
    subject: "Your authenticator was removed",
    paragraphs: [
      say`${author.name} (${author.email}), an administrator, removed every second factor from your account: authenticator apps, passkeys and recovery codes.`,
      url === null
        ? "Until you set up a new one, your password alone is enough to log in."
        : "Set up a new one the next time you log in.",
    ],
    ...(url === null ? {} : { action: { label: "Log in and set up", url } }),
    ifUnexpected: "If you did not ask for this, tell an administrator at once.",
    reason,
  };
}

export function recoveryCodesMadeMail(to: Recipient, address: string): Mail {
  return {
    kind: "recovery-codes-made",
    to,
    subject: "Recovery codes were made",
    paragraphs: [
      say`Ten new recovery codes were made for your account, from ${address}. Older codes no longer work.`,
    ],
    ifUnexpected: isInside,
    reason,
  };
}

export function recoveryCodeUsedMail(to: Recipient, address: string, left: number): Mail {
  const rest = left === 1 ? "One code is" : `${left === 0 ? "No" : left} codes are`;
  return {
    kind: "recovery-code-used",
    to,
    subject: "A recovery code was used",
    paragraphs: [
      say`A recovery code was used as your second factor, from ${address}.`,
      `${rest} left. You can make new ones in My security.`,
    ],
    ifUnexpected:
      "If this wasn't you, an attacker knows your password and your recovery codes. Tell an administrator at once.",
    reason: "You received this mail because every use of a recovery code is reported to you.",
  };
}

export function copiedPasskeyMail(to: Recipient, name: string, address: string): Mail {
  return {
    kind: "passkey-refused",
    to,
    subject: "A passkey was refused",
    paragraphs: [
      say`Your passkey “${name}” was used from ${address}, and it was refused. It may have been copied.`,
    ],
    ifUnexpected:
      "Remove this passkey and add a new one. If you did not log in just now, tell an administrator at once.",
    reason: "You received this mail because a refused passkey is reported to its owner.",
  };
}

export function changedPasskeyMail(to: Recipient, name: string, address: string): Mail {
  return {
    kind: "passkey-changed",
    to,
    subject: "A passkey has changed",
    paragraphs: [
      say`Your passkey “${name}” was used from ${address}, and it was refused. A passkey belongs either to one device or to several. Yours has changed from one to the other since you added it.`,
      "An update of your password manager can cause this. Log in another way, remove the passkey in My security, and add it again.",
    ],
    ifUnexpected: "If you did not log in just now, tell an administrator at once.",
    reason: "You received this mail because a refused passkey is reported to its owner.",
  };
}

export function codesAcceptedMail(to: Recipient, author: Author): Mail {
  return {
    kind: "codes-accepted",
    to,
    subject: "Your passcodes work again",
    paragraphs: [
      say`${author.name} (${author.email}), an administrator, allowed the passcodes of your authenticator app again. They stopped working because the server's clock was wrong at an earlier login.`,
      "Passcodes that you already used still don't work.",
    ],
    ifUnexpected: "If you did not ask for this, tell an administrator at once.",
    reason,
  };
}
