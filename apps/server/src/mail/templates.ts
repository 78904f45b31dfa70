import type { Mail } from "./mail.ts";

interface Recipient {
  email: string;
  name: string;
}

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

export function authenticatorResetMail(to: Recipient): Mail {
  return {
    to: to.email,
    subject: "Your authenticator was removed",
    paragraphs: [`Hello ${to.name},`, "an administrator removed the authenticator app from your account."],
    afterword: "If you did not ask for this, tell an administrator at once.",
  };
}

export function wrongPasswordsMail(to: Recipient, address: string, until: number): Mail {
  return {
    to: to.email,
    subject: "Wrong passwords for your account",
    paragraphs: [
      `Hello ${to.name},`,
      `somebody at ${address} tried wrong passwords for your account. Logins from there are held off until ${moment(until)}.`,
    ],
    afterword: "If that was you, wait a little. If not, there is nothing you have to do.",
  };
}

export function wrongCodesMail(to: Recipient, address: string): Mail {
  return {
    to: to.email,
    subject: "Right password, wrong codes",
    paragraphs: [
      `Hello ${to.name},`,
      `somebody at ${address} logged in to your account with the right password, but with wrong codes.`,
    ],
    afterword: "If that was not you, somebody knows your password: tell an administrator at once.",
  };
}

export function verificationMail(email: string, url: string, code: string, minutes: number): Mail {
  return {
    to: email,
    subject: "Verify your e-mail for Sallyport Authenticator",
    paragraphs: [
      "Somebody, probably you, is setting up Sallyport Authenticator with this address.",
      "Press the button, or type the code into the app.",
    ],
    action: { label: "Verify Email", url },
    code,
    afterword: `Link and code work for ${minutes} minutes, once. If you did not ask for this mail, ignore it.`,
  };
}

/** In UTC, since nobody told us the reader's time zone. */
function moment(at: number): string {
  const text = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return `${text.format(at)} UTC`;
}
