import { enforcementDefences } from "./defences/enforcement.mjs";
import { guessingDefences } from "./defences/guessing.mjs";
import { keyStorageDefences } from "./defences/key-storage.mjs";
import { operationsDefences } from "./defences/operations.mjs";
import { passkeysDefences } from "./defences/passkeys.mjs";
import { sessionsDefences } from "./defences/sessions.mjs";
import { verificationDefences } from "./defences/verification.mjs";

/**
 * A defence in the sources. `attacks` are the attacks that the defence prevents. If the defence is off, a test of each
 * attack must fail. `off` says for each marker (`// defence: AT-34`) how to switch off the code below the marker. If
 * two pieces of code prevent the same attack, both are switched off together.
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
