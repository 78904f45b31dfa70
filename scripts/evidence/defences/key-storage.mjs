import { always, removed, value } from "../switch-off.mjs";

/** @type {readonly import("../defences.mjs").Defence[]} */
export const keyStorageDefences = [
  {
    attacks: ["AT-74"],
    defence: "what is sealed is bound to its row and its account",
    off: { "AT-74": value('"totp-secret"') },
  },
  {
    attacks: ["AT-75"],
    defence: "a secret lies in the database sealed",
    off: {
      "AT-75 sealed": value(({ args: [secret] }) => `new Uint8Array(${secret})`),
      "AT-75 opened": value(({ args: [, sealed] }) => `Promise.resolve(new Uint8Array(${sealed}))`),
    },
  },
  {
    attacks: ["AT-76"],
    defence: "a key that does not open is an error, never a reason for a new one",
    off: {
      "AT-76 new": always,
      "AT-76 raced": always,
      "AT-76 known": value(
        ({ callee, args: [store, known] }) =>
          `await ${callee}(${store}, { ...${known}, slots: [], expectKekIds: [] })`,
      ),
    },
  },
  {
    attacks: ["AT-77"],
    defence: "a row of a key version that is not open has the slots read again",
    off: { "AT-77": removed },
  },
  {
    attacks: ["AT-78"],
    defence: "a secret is overwritten after its use",
    off: { "AT-78": value("{ bytes, [Symbol.dispose]: () => {} }") },
  },
  {
    attacks: ["AT-90"],
    defence: "the lock of a TPM lies where no other account can hold it",
    off: { "AT-90 tpm-lock": value(({ was }) => was.replace(/await \w+\(\)/, "tmpdir()")) },
  },
  {
    attacks: ["AT-90"],
    defence: "the programs of a key store get no settings of the server",
    off: { "AT-90 environment": value(({ was }) => `{ ...${was}, extendEnv: true }`) },
  },
  {
    attacks: ["AT-90"],
    defence: "a passphrase file's owner, mode and folder are judged",
    off: { "AT-90 passphrase-file": value("undefined") },
  },
];
