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

export function recoveryCodesMadeMail(to: Recipient, address: string): Mail {
  return {
    to: to.email,
    subject: "Recovery codes were made",
    paragraphs: [
      `Hello ${to.name},`,
      `ten recovery codes were made for your account, from ${address}. Codes from before no longer work.`,
    ],
    afterword:
      "If this was not you, somebody else is logged in to your account: tell an administrator at once.",
  };
}

export function recoveryCodeUsedMail(to: Recipient, address: string, left: number): Mail {
  const rest = left === 1 ? "One code is" : `${left === 0 ? "No" : left} codes are`;
  return {
    to: to.email,
    subject: "A recovery code was used",
    paragraphs: [
      `Hello ${to.name},`,
      `a recovery code was used in place of your second step, from ${address}.`,
      `${rest} left. You can make new ones under My security.`,
    ],
    afterword:
      "If this was not you, somebody knows your password and your recovery codes: tell an administrator at once.",
  };
}

export function factorRemovedMail(to: Recipient, what: string, isLast: boolean): Mail {
  const consequence = isLast ? " It was the last one: logging in takes only your password now." : "";
  return {
    to: to.email,
    subject: isLast ? "Your second factor was removed" : "A second factor was removed",
    paragraphs: [`Hello ${to.name},`, `${what} was removed from your account.${consequence}`],
    afterword:
      "If this was not you, somebody else is logged in to your account: tell an administrator at once.",
  };
}

export function appAddedMail(to: Recipient, name: string): Mail {
  return {
    to: to.email,
    subject: "An authenticator app was added",
    paragraphs: [
      `Hello ${to.name},`,
      `the authenticator app "${name}" was added to your account. From now on its passcodes can log you in, after your password.`,
    ],
    afterword: "If this was not you, tell an administrator at once: somebody can get into your account.",
  };
}

export function passkeyAddedMail(to: Recipient, name: string): Mail {
  return {
    to: to.email,
    subject: "A passkey was added",
    paragraphs: [
      `Hello ${to.name},`,
      `the passkey “${name}” was added to your account. From now on it can log you in.`,
    ],
    afterword: "If this was not you, tell an administrator at once: somebody can get into your account.",
  };
}

export function copiedPasskeyMail(to: Recipient, name: string, address: string): Mail {
  return {
    to: to.email,
    subject: "A passkey was refused",
    paragraphs: [
      `Hello ${to.name},`,
      `somebody at ${address} used your passkey “${name}”, and it was refused: it counts its uses, and its count was not new.`,
      "That happens when a passkey was copied.",
    ],
    afterword:
      "Remove this passkey and add a new one. If you did not log in just now, tell an administrator at once.",
  };
}

/** `url` leads to set-up; null where none is due. */
export function factorsRemovedMail(to: Recipient, url: string | null): Mail {
  return {
    to: to.email,
    subject: "Your authenticator was removed",
    paragraphs: [
      `Hello ${to.name},`,
      "an administrator removed every second factor from your account: authenticator apps, passkeys and recovery codes.",
      url === null
        ? "Until you set up a new one, your password alone opens your account."
        : "Set up a new one when you log in next.",
    ],
    ...(url === null ? {} : { action: { label: "Log in and set up", url } }),
    afterword: "If you did not ask for this, tell an administrator at once.",
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
