import { always, idle, instead, lacking, never, removed, value } from "../switch-off.mjs";

/** @type {readonly import("../defences.mjs").Defence[]} */
export const sessionsDefences = [
  {
    attacks: ["AT-85"],
    defence: "names bring no lines and no links",
    off: { "AT-85 names": removed, "AT-85 links": removed },
  },
  {
    attacks: ["AT-85"],
    defence: "one administrator sends so many invitations an hour and no more",
    off: { "AT-85 rate": removed },
  },
  {
    attacks: ["AT-87"],
    defence: "repeatable events beyond a rate are counted, not recorded",
    off: { "AT-87": always },
  },
  {
    attacks: ["AT-88"],
    defence: "every text of an event is cleaned where it is stored",
    off: { "AT-88": value(({ was }) => was.replace(/ [^]*/, "")) },
  },
  {
    attacks: ["AT-50"],
    defence: "a session is told by its cookie alone",
    off: {
      "AT-50": value(
        ({ was }) => `${was} ?? ${was.replace(/\.cookies.*/, ".headers.authorization?.slice(7)")}`,
      ),
    },
  },
  { attacks: ["AT-51"], defence: "a wrong password goes no further", off: { "AT-51": lacking(0) } },
  {
    attacks: ["AT-52"],
    defence: "a code is taken only after a right password",
    off: { "AT-52": removed },
  },
  {
    attacks: ["AT-54", "AT-66"],
    defence: "a code, and an id, mean the factors of one's own account",
    off: { "AT-54": removed },
  },
  {
    attacks: ["AT-55"],
    defence: "choosing a new password leaves the second factor where it is",
    off: {
      "AT-55": value(
        ({ was, args: [tx, account] }) =>
          `${was}; await ${tx}.deleteFrom("totp_factors").where("account_id", "=", ${account}.id).execute()`,
      ),
    },
  },
  {
    attacks: ["AT-56"],
    defence: "an unknown host gets no answer",
    off: { "AT-56": value(({ args: [origins] }) => `${origins}[0]`) },
  },
  {
    attacks: ["AT-57"],
    defence: "nothing that a person may ask takes an address",
    off: { "AT-57": value(({ was }) => `${was}.extend({ email: ${was} })`) },
  },
  {
    attacks: ["AT-60"],
    defence: "confirming set-up ends the other sessions",
    off: { "AT-60 set-up": removed },
  },
  { attacks: ["AT-60"], defence: "a reset ends every session", off: { "AT-60 reset": removed } },
  {
    attacks: ["AT-61"],
    defence: "each step gives a new token and ends the one before",
    off: { "AT-61": value(({ was }) => was.replace(/, token_hash: [^}]*/, " ")) },
  },
  {
    attacks: ["AT-62"],
    defence: "being seen makes a session no younger",
    off: {
      "AT-62": value(({ was }) => was.replace(/last_seen_at: (\w+)/, "last_seen_at: $1, began_at: $1")),
    },
  },
  {
    attacks: ["AT-65"],
    defence: "every request asks whether the account is active",
    off: { "AT-65": lacking(1) },
  },
  {
    attacks: ["AT-67"],
    defence: "a request that another site caused is refused",
    off: { "AT-67": always },
  },
  {
    attacks: ["AT-68"],
    defence: "a reset is answered before anything is looked up",
    off: {
      "AT-68 after-reply": value(({ args: [, work] }) => `return (${work})().then(() => ({}))`),
    },
  },
  {
    attacks: ["AT-68"],
    defence: "the password of an unknown login is hashed all the same",
    off: {
      "AT-68 hashed": value(({ was }) => `${/\w+(?= \?\?)/.exec(was)?.[0]} !== null && (${was})`),
    },
  },
  {
    attacks: ["AT-68"],
    defence: "an answer to a password leaves no sooner than others",
    off: { "AT-68 no-sooner": removed },
  },
  {
    attacks: ["AT-68"],
    defence: "an attempt that an account's wait refuses counts for the network all the same",
    off: { "AT-68 network": removed },
  },
  {
    attacks: ["AT-79"],
    defence: "a change of the account ends secrets that were shown and not confirmed",
    off: { "AT-79 trigger": idle },
  },
  {
    attacks: ["AT-79"],
    defence: "ending sessions from elsewhere ends secrets that were shown and not confirmed",
    off: { "AT-79 sessions": removed },
  },
  {
    attacks: ["AT-79"],
    defence: "a secret that was shown is confirmed within an hour or not at all",
    off: { "AT-79 lifetime": never },
  },
  {
    attacks: ["AT-80"],
    defence: "an expired invitation is renewed by an administrator only",
    off: { "AT-80": instead('return { mail: "invitation", expiresAt: 4_000_000_000_000 };') },
  },
  {
    attacks: ["AT-89"],
    defence: "a new address ends the links that were mailed to the old one",
    off: { "AT-89": idle },
  },
  {
    attacks: ["AT-90"],
    defence: "a reset of the password makes other browsers strangers",
    off: { "AT-90 browsers": removed },
  },
  {
    attacks: ["AT-91"],
    defence: "a reported login withdraws the password",
    off: { "AT-91 password": removed },
  },
  {
    attacks: ["AT-91"],
    defence: "a reported login ends every session",
    off: { "AT-91 sessions": removed },
  },
  {
    attacks: ["AT-91"],
    defence: "a reported login makes every browser a stranger and ends every link",
    off: { "AT-91 browsers": removed },
  },
  {
    attacks: ["AT-91"],
    defence: "no passkey opens an account after a report",
    off: { "AT-91 passkey": value("false") },
  },
];
