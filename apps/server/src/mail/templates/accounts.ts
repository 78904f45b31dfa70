import type { Mail } from "../mail.ts";
import type { Author, Recipient } from "../recipient.ts";
import { at, say } from "../text.ts";

interface InvitationTo {
  organisation: string;
  url: string;
  expiresAt: number;
  inviter: Author | null;
}

export function invitationMail(to: Recipient, { organisation, url, expiresAt, inviter }: InvitationTo): Mail {
  const { host } = new URL(url);
  const made =
    inviter === null
      ? say`An account was created for you at ${organisation}, on the login portal ${host}.`
      : say`${inviter.name} (${inviter.email}) created an account for you at ${organisation}, on the login portal ${host}.`;
  return {
    kind: "invitation",
    to,
    subject: `Your account at ${organisation}`,
    paragraphs: [made, "Choose a password, then you can log in."],
    action: { label: "Choose your password", url },
    afterword: say`The link works once, until ${at(expiresAt)}.`,
    ifUnexpected: say`If you don't know ${organisation}, ignore this mail. The account can't be used without a password.`,
    reason: say`You received this mail because an administrator entered ${to.email} as the address of the account.`,
  };
}

/** This mail goes to the account's old address, not to the new one. */
export function emailChangedMail(to: Recipient, newEmail: string, author: Author): Mail {
  return {
    kind: "email-changed",
    to,
    subject: "The e-mail address of your account was changed",
    paragraphs: [
      say`${author.name} (${author.email}), an administrator, changed the e-mail address of your account to ${newEmail}. Mails about the account go there from now on.`,
    ],
    ifUnexpected: "If you didn't expect this, tell an administrator at once.",
    reason: say`You received this mail because ${to.email} was the address of the account until now.`,
  };
}

interface PasswordReset {
  url: string;
  expiresAt: number;
  author: Author | null;
  /** True if the owner has reported a login, so the account has no password (record 0049). */
  isClosed: boolean;
}

export function passwordResetMail(to: Recipient, { url, expiresAt, author, isClosed }: PasswordReset): Mail {
  return {
    kind: "password-reset",
    to,
    subject: "Choose a new password",
    paragraphs: [
      author === null
        ? "We received a request for a new password for your account."
        : say`${author.name} (${author.email}), an administrator, sent you this link to choose a new password.`,
      "If you log in with an authenticator app or a passkey, you still need it with the new password.",
    ],
    action: { label: "Choose a new password", url },
    afterword: say`The link works once, until ${at(expiresAt)}.`,
    ifUnexpected: isClosed
      ? "If you didn't ask for this, ignore this mail. Your account stays closed until you choose a new password."
      : "If you didn't ask for this, ignore this mail. Your password stays the same.",
    reason:
      author === null
        ? say`You received this mail because a new password for ${to.email} was requested on the login page.`
        : say`You received this mail because an administrator sent a link for a new password to ${to.email}.`,
  };
}

export function passwordChangedMail(to: Recipient, address: string, changedAt: number, url: string): Mail {
  return {
    kind: "password-changed",
    to,
    subject: "Your password was changed",
    paragraphs: [
      say`The password of your account was changed on ${at(changedAt)}, from ${address}. All other sessions have ended.`,
    ],
    action: { label: "It wasn't me: choose a new password", url },
    ifUnexpected:
      "If this wasn't you, an attacker knows your password or can read your mail. Choose a new password now, change the password of your mailbox, and tell an administrator at once.",
    reason: "You received this mail because every change of your password is reported to you.",
  };
}
