import type { Mail } from "../mail.ts";
import type { Recipient } from "./recipient.ts";

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

/** A passkey's backup flags say whether it can be, and is, kept in several places. */
export function changedPasskeyMail(to: Recipient, name: string, address: string): Mail {
  return {
    to: to.email,
    subject: "A passkey has changed",
    paragraphs: [
      `Hello ${to.name},`,
      `your passkey “${name}” was used from ${address} and refused: it has changed since you added it. It used to say that it is ` +
        "kept on one device only, or that it can be synchronised, and now it says otherwise.",
      "An update of a password manager can do that. Log in another way, remove the passkey under My security, and add it again.",
    ],
    afterword: "If you did not log in just now, tell an administrator at once.",
  };
}
