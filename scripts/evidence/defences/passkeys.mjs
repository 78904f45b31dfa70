import { always, removed, selecting, value } from "../switch-off.mjs";

/** @type {readonly import("../defences.mjs").Defence[]} */
export const passkeysDefences = [
  {
    attacks: ["AT-69"],
    defence: "a passkey answers for its own account",
    off: { "AT-69 account": removed, "AT-69 handle": value("null") },
  },
  {
    attacks: ["AT-26", "AT-70"],
    defence: "a challenge is used up by the statement that looks for it",
    off: { "AT-70": selecting },
  },
  {
    attacks: ["AT-72"],
    defence: "where attestation is required, a chain has to lead to a root",
    off: { "AT-72 chain": always },
  },
  {
    attacks: ["AT-72"],
    defence: "a weak algorithm, or too short a key, is not bound",
    off: { "AT-72 strength": value("0") },
  },
  {
    attacks: ["AT-73"],
    defence: "a passkey is a second factor like an app",
    off: { "AT-73": value(({ was }) => was.replace(/ \+ \w+\.length/, "")) },
  },
];
