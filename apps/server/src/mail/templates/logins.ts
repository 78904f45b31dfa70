import type { Mail } from "../mail.ts";
import type { Recipient } from "../recipient.ts";
import { at, say } from "../text.ts";

interface NewLogin {
  at: number;
  device: string;
  address: string;
  url: string;
  reportUntil: number;
}

export function newLoginMail(to: Recipient, login: NewLogin): Mail {
  const { device, address, url, reportUntil } = login;
  return {
    kind: "new-login",
    to,
    subject: "New login to your account",
    paragraphs: [
      say`Someone logged in to your account from a new browser: ${device}, on ${at(login.at)}, from ${address}.`,
      "A browser also counts as new after its cookies are deleted or your password is changed.",
    ],
    action: { label: "This wasn't me", url },
    afterword: say`The link works once, until ${at(reportUntil)}, or until you choose a new password. Opening it changes nothing yet.`,
    ifUnexpected:
      "If this was you, you don't have to do anything. If it wasn't, open the link at once. It lets you end all sessions and choose a new password.",
    reason: "You received this mail because logins from new browsers are reported to you.",
  };
}

interface Reported {
  url: string;
  expiresAt: number;
  address: string;
}

export function loginReportedMail(to: Recipient, { url, expiresAt, address }: Reported): Mail {
  return {
    kind: "login-reported",
    to,
    subject: "Choose a new password",
    paragraphs: [
      say`With the link in our mail, a login to your account was reported as not yours. The report came from ${address}. All sessions have ended, and the account is closed until you choose a new password.`,
      "If you log in with an authenticator app or a passkey, you still need it with the new password. Then open My security, and remove apps and passkeys that aren't yours.",
    ],
    action: { label: "Choose a new password", url },
    afterword: say`The link works once, until ${at(expiresAt)}. After that, use “Forgot your password?” on the login page.`,
    ifUnexpected:
      "If you didn't report a login, someone else can read your mail. Change the password of your mailbox first, and tell an administrator at once.",
    reason: say`You received this mail because a login to the account of ${to.email} was reported.`,
  };
}
