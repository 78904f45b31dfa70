import { applicationsDefences } from "./defences/applications.mjs";
import { doorDefences } from "./defences/door.mjs";
import { enforcementDefences } from "./defences/enforcement.mjs";
import { guessingDefences } from "./defences/guessing.mjs";
import { keyStorageDefences } from "./defences/key-storage.mjs";
import { loginsDefences } from "./defences/logins.mjs";
import { operationsDefences } from "./defences/operations.mjs";
import { passkeysDefences } from "./defences/passkeys.mjs";
import { sessionsDefences } from "./defences/sessions.mjs";
import { verificationDefences } from "./defences/verification.mjs";

/**
 * A marker is a line such as `// defence: AT-34`. For each marker, `off` says how to switch off the code below
 * the marker. If the code below all markers of a defence is off, each of its attacks must have a failing test.
 *
 * @typedef {{ attacks: string[], defence: string, off: Record<string, import("./switch-off.mjs").Change> }}
 * Defence
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
  ...applicationsDefences,
  ...loginsDefences,
  ...doorDefences,
];
