import { enforcementDefences } from "./defences/enforcement.mjs";
import { guessingDefences } from "./defences/guessing.mjs";
import { keyStorageDefences } from "./defences/key-storage.mjs";
import { operationsDefences } from "./defences/operations.mjs";
import { passkeysDefences } from "./defences/passkeys.mjs";
import { sessionsDefences } from "./defences/sessions.mjs";
import { verificationDefences } from "./defences/verification.mjs";

/**
 * Defences, the attacks whose tests must fail without them, and how to switch each off, by its marker in the sources
 * (`// defence: AT-34`). If two defences back each other up, both are switched off, because one alone is enough.
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
