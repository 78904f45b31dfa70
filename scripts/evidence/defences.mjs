import { enforcementDefences } from "./defences/enforcement.mjs";
import { guessingDefences } from "./defences/guessing.mjs";
import { keyStorageDefences } from "./defences/key-storage.mjs";
import { operationsDefences } from "./defences/operations.mjs";
import { passkeysDefences } from "./defences/passkeys.mjs";
import { sessionsDefences } from "./defences/sessions.mjs";
import { verificationDefences } from "./defences/verification.mjs";

/**
 * Lines of defence, each with the edits that switch it off, and the attacks whose tests must then fail. Where two lines
 * stand behind one another, both are switched off: one alone holds, as it should.
 *
 * @typedef {{ file: string, find: string, replace: string }} Edit
 * @typedef {{ attacks: string[], defence: string, edits: Edit[] }} Defence
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

/**
 * Why a defence can't be switched off, if it can't: each edit has to find its place exactly once.
 *
 * @param {Defence} defence
 * @param {(file: string) => string} read
 * @returns {string | undefined}
 */
export function misfitOf({ edits }, read) {
  const edit = edits.find(({ file, find }) => read(file).split(find).length !== 2);
  return edit && `${edit.file} has not exactly one ${JSON.stringify(edit.find)}`;
}
