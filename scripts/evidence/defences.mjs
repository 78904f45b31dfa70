import { enforcementDefences } from "./defences/enforcement.mjs";
import { guessingDefences } from "./defences/guessing.mjs";
import { keyStorageDefences } from "./defences/key-storage.mjs";
import { operationsDefences } from "./defences/operations.mjs";
import { passkeysDefences } from "./defences/passkeys.mjs";
import { sessionsDefences } from "./defences/sessions.mjs";
import { verificationDefences } from "./defences/verification.mjs";

/**
 * Lines of defence, the attacks whose tests must fail without each, and what switches it off, by the markers of where it
 * is (`// defence: AT-34`). If two lines stand behind one another, both are switched off: one alone holds, as it should.
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
