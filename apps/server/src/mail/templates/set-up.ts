import type { Mail } from "../mail.ts";
import { moment } from "./moment.ts";
import type { Recipient } from "./recipient.ts";

export function mfaRequiredMail(to: Recipient, enrolBy: number, url: string): Mail {
  return {
    to: to.email,
    subject: "Set up multi-factor authentication",
    paragraphs: [
      `Hello ${to.name},`,
      "your administrator requires multi-factor authentication for your account.",
      `Set it up by ${moment(enrolBy)}. After that your account is locked until an administrator extends the time.`,
      "You need an authenticator app on your phone. Log in, and you will be led through it.",
    ],
    action: { label: "Log in and set up", url },
  };
}

export function setUpDueMail(to: Recipient, url: string): Mail {
  return {
    to: to.email,
    subject: "Set up multi-factor authentication",
    paragraphs: [
      `Hello ${to.name},`,
      "multi-factor authentication is required for your account. You will be led through it when you log in.",
    ],
    action: { label: "Log in and set up", url },
    afterword: "If you do not expect this, tell an administrator.",
  };
}

export function reminderMail(to: Recipient, enrolBy: number, url: string): Mail {
  return {
    to: to.email,
    subject: "Reminder: set up multi-factor authentication",
    paragraphs: [
      `Hello ${to.name},`,
      `multi-factor authentication is not set up for your account yet. On ${moment(enrolBy)} your account will be locked.`,
      "It takes two minutes and an authenticator app on your phone.",
    ],
    action: { label: "Log in and set up", url },
  };
}

export function extendedMail(to: Recipient, enrolBy: number, url: string): Mail {
  return {
    to: to.email,
    subject: "More time to set up multi-factor authentication",
    paragraphs: [
      `Hello ${to.name},`,
      `an administrator gave you time until ${moment(enrolBy)} to set up multi-factor authentication.`,
    ],
    action: { label: "Log in and set up", url },
  };
}

export function deadlineLockMail(to: Recipient, enrolBy: number): Mail {
  return {
    to: to.email,
    subject: "Your account is locked",
    paragraphs: [
      `Hello ${to.name},`,
      `your account is locked because multi-factor authentication was not set up by ${moment(enrolBy)}.`,
      "Ask an administrator to give you more time.",
    ],
  };
}

export function enrolledMail(to: Recipient): Mail {
  return {
    to: to.email,
    subject: "Multi-factor authentication is set up",
    paragraphs: [
      `Hello ${to.name},`,
      "an authenticator app was added to your account. From now on every login asks for its passcode.",
    ],
    afterword: "If this was not you, tell an administrator at once: somebody knows your password.",
  };
}
