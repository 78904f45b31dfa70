import { always, never, removed, value } from "../switch-off.mjs";

/** @type {readonly import("../defences.mjs").Defence[]} */
export const guessingDefences = [
  {
    attacks: ["AT-34"],
    defence: "a hundred wrong codes in a row disable the authenticator",
    off: { "AT-34": never },
  },
  {
    attacks: ["AT-34", "AT-35", "AT-36"],
    defence: "while a wait holds, no password is judged",
    off: { "AT-36": removed },
  },
  {
    attacks: ["AT-39"],
    defence: "the owner hears of wrong codes after a right password",
    off: { "AT-39": value(({ was }) => `{ ...${was}, isOwnerToBeTold: false }`) },
  },
  {
    attacks: ["AT-42", "AT-63"],
    defence: "suspending an account ends its sessions, unfinished ones too",
    off: { "AT-42 sessions": removed },
  },
  {
    attacks: ["AT-42"],
    defence: "no code of a disabled authenticator is judged",
    off: { "AT-42 disabled": value(({ receiver }) => receiver) },
  },
  {
    attacks: ["AT-43"],
    defence: "a reauthentication's wrong password causes a wait as at a sign-in",
    off: { "AT-43": never },
  },
  {
    attacks: ["AT-44"],
    defence: "wrong codes at set-up count as well",
    off: {
      "AT-44": value(
        ({ args: [, , answer] }) => `{ kind: ${answer}, isOwnerToBeTold: false, isNowDisabled: false }`,
      ),
    },
  },
  {
    attacks: ["AT-45"],
    defence: "a browser from which the owner signed in before has a counter of its own",
    off: { "AT-45": always },
  },
  {
    attacks: ["AT-83"],
    defence: "wrong passwords of one account are counted over all networks",
    off: { "AT-83": value("0") },
  },
  {
    attacks: ["AT-86"],
    defence: "mails to one mailbox are counted by mailbox and network",
    off: { "AT-86": never },
  },
];
