import { enforcementDefences } from "./defences/enforcement.mjs";
import { guessingDefences } from "./defences/guessing.mjs";
import { keyStorageDefences } from "./defences/key-storage.mjs";
import { operationsDefences } from "./defences/operations.mjs";
import { passkeysDefences } from "./defences/passkeys.mjs";
import { sessionsDefences } from "./defences/sessions.mjs";
import { verificationDefences } from "./defences/verification.mjs";

/**
 * A defence in the sources. `attacks` are the attacks that it prevents: without the defence, a test of each must fail.
 * `off` says for each marker (`// defence: AT-34`) how to switch off the code below it. If each of two pieces of code
 * prevents the attack, both are switched off together.
 *
 * @typedef {{ attacks: string[], defence: string, off: Record<string, import("./switch-off.mjs").Change> }} Defence
 */

/** @type {readonly Defence[]} */
export const defences = [
  ...enforcementDefences,
  ...verificationDefences,
  ...guessingDefences,
  ...sessionsDefences,
  ...passkeysDefences,
  ...keyStorageDefences,
  ...operationsDefences,
];
