import type { Mail } from "../mail.ts";
import { moment } from "./moment.ts";
import type { Recipient } from "./recipient.ts";

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

/** `what` in the plural, as in "recovery codes". */
export function factorDisabledMail(to: Recipient, what: string, address: string): Mail {
  return {
    to: to.email,
    subject: "A second factor was disabled",
    paragraphs: [
      `Hello ${to.name},`,
      `your ${what} no longer work: after your right password 100 wrong codes in a row were given, the last at ${address}.`,
      "Log in with another second factor, or ask an administrator to reset yours.",
    ],
    afterword: "If that was not you, somebody knows your password: tell an administrator at once.",
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
