import { bothRemoved, instead, never, removed, selecting, value } from "../switch-off.mjs";

/** @type {readonly import("../defences.mjs").Defence[]} */
export const verificationDefences = [
  {
    attacks: ["AT-22", "AT-23", "AT-26", "AT-30"],
    defence: "a time step is spent once, by the statement that checks it",
    off: { "AT-23 fresh": value(({ receiver }) => receiver), "AT-23 spent": bothRemoved },
  },
  {
    attacks: ["AT-25", "AT-38"],
    defence: "a right password leaves the counter of wrong codes alone",
    off: {
      "AT-38": instead(
        ({ was, args: [, tx, subject] }) =>
          `await ${tx}.deleteFrom("wrong_codes").where("account_id", "=", ${subject}.account.id).execute(); return ${was};`,
      ),
    },
  },
  {
    attacks: ["AT-25", "AT-35", "AT-36", "AT-38", "AT-39", "AT-40", "AT-44"],
    defence: "while a wait holds, no code is judged",
    off: { "AT-35": never },
  },
  {
    attacks: ["AT-26"],
    defence: "an invitation is spent by the statement that checks it",
    off: { "AT-26 invitation": removed },
  },
  {
    attacks: ["AT-26"],
    defence: "a reset link is spent by the statement that checks it",
    off: { "AT-26 reset-link": selecting, "AT-26 other-links": removed },
  },
  {
    attacks: ["AT-26"],
    defence: "a recovery code is spent by the statement that checks it",
    off: { "AT-26 recovery-code": removed },
  },
  {
    attacks: ["AT-26"],
    defence: "the first administrator's link is judged in the transaction that spends it",
    off: { "AT-26 first-link": removed },
  },
  {
    attacks: ["AT-06", "AT-26"],
    defence: "a ticket is spent by the statement that checks it",
    off: {
      "AT-06 once": value(({ was }) => was.replace(/\{ (\w+): null \}/, '(row) => ({ $1: row.ref("$1") })')),
    },
  },
  {
    attacks: ["AT-26", "AT-35"],
    defence: "a transaction takes the write lock as it begins",
    off: { "AT-26 write-lock": value('"begin"') },
  },
  {
    attacks: ["AT-27"],
    defence: "only the current step and the one before count",
    off: { "AT-27": value(({ was }) => was.replace(/, (\w+) - 1\]/, ", $1 - 1, $1 - 2]")) },
  },
  {
    attacks: ["AT-28"],
    defence: "a code of another length is never the same",
    off: { "AT-28": removed },
  },
  { attacks: ["AT-29"], defence: "a secret has 160 bits", off: { "AT-29 bits": value("15") } },
  {
    attacks: ["AT-29"],
    defence: "digits come from a cryptographic random source",
    off: {
      "AT-29 source": value(({ was }) => was.replace(/^\w+\((.*)\)/, "Math.floor(Math.random() * ($1))")),
    },
  },
  {
    attacks: ["AT-30"],
    defence: "the last step is stored, and not forgotten after a while",
    off: {
      "AT-30": value(({ was }) =>
        was.replace(
          /lastStep: ((\w+)\.last_step)/,
          "lastStep: now - ($2.last_used_at ?? 0) < 45_000 ? $1 : 0",
        ),
      ),
      "AT-23 spent": bothRemoved,
    },
  },
  {
    attacks: ["AT-31"],
    defence: "a recovery code is looked up by its hash",
    off: { "AT-31 hash": removed, "AT-31 one": value(({ was }) => was.replace("=== 1n", "> 0n")) },
  },
  {
    attacks: ["AT-32"],
    defence: "a refusal says that a code is wrong, and not which one is right",
    off: {
      "AT-30": value(({ was }) => `((globalThis.shown = toBase32(secret.bytes)), ${was})`),
      "AT-32": value(
        ({ callee, args: [code] }) =>
          `new ${callee}(${code}, { fields: [{ path: "code", message: globalThis.shown }] })`,
      ),
    },
  },
  {
    attacks: ["AT-33"],
    defence: "an answer has the fields that the contract names, and no other",
    off: {
      "AT-33 reply": value(({ was }) => was.replace(/200: [^,]+, /, "")),
      "AT-33 view": value(({ was }) => was.replace(/\{\s*id: (\w+)\.id/, "{ ...$1, id: $1.id")),
    },
  },
];
