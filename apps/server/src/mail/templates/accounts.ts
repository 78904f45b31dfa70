import type { Mail } from "../mail.ts";
import { moment } from "./moment.ts";
import type { Recipient } from "./recipient.ts";

export function invitationMail(to: Recipient, organisation: string, url: string, expiresAt: number): Mail {
  return {
    to: to.email,
    subject: `Your account at ${organisation}`,
    paragraphs: [
      `Hello ${to.name},`,
      `an account at ${organisation} was made for you. Choose a password to use it.`,
    ],
    action: { label: "Choose your password", url },
    afterword: `The link works once, until ${moment(expiresAt)}.`,
  };
}

/** Goes to the address that the account had. */
export function emailChangedMail(to: Recipient, newEmail: string): Mail {
  return {
    to: to.email,
    subject: "The e-mail address of your account was changed",
    paragraphs: [
      `Hello ${to.name},`,
      `an administrator changed the e-mail address of your account to ${newEmail}. Mails about it go there from now on.`,
    ],
    afterword: "If you do not expect this, tell an administrator at once.",
  };
}

export function passwordResetMail(to: Recipient, url: string, expiresAt: number): Mail {
  return {
    to: to.email,
    subject: "Choose a new password",
    paragraphs: [
      `Hello ${to.name},`,
      "somebody, probably you, asked for a new password for your account.",
      "Where a login asks you for a second step, it will still do so.",
    ],
    action: { label: "Choose a new password", url },
    afterword: `The link works once, until ${moment(expiresAt)}. If you did not ask for it, ignore this mail: your password stays as it is.`,
  };
}

export function passwordChangedMail(to: Recipient, address: string, at: number, url: string): Mail {
  return {
    to: to.email,
    subject: "Your password was changed",
    paragraphs: [
      `Hello ${to.name},`,
      `the password of your account was changed on ${moment(at)}, from ${address}. Sessions elsewhere have ended.`,
      "If this was not you, somebody can read your mail or knows your password: choose a new one now, change the password of your mailbox, and tell an administrator at once.",
    ],
    action: { label: "It was not me: choose a new password", url },
  };
}
