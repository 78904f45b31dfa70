import { type ErrorCode, SecureStoreError } from "./secure-store.ts";

// The errors of the keychain library have messages but no codes, so the messages are matched.

export const noDefaultKeyring = "The keychain runs, but has no default keyring: make one";

const meanings: readonly (readonly [RegExp, ErrorCode, string])[] = [
  // This pattern comes first, because other patterns also match D-Bus's message about a missing reply.
  [
    /did not receive a reply|timed? ?out/i,
    "timeout",
    "The keychain's daemon runs, but doesn't answer: restart it.",
  ],
  [/prompt (was )?dismissed|\blocked\b/i, "locked", "The keychain is locked, and was not unlocked."],
  [/no result found/i, "not-found", `${noDefaultKeyring}, then try again.`],
  [/AccessDenied|access denied|permission/i, "permission", "This process may not use the keychain."],
  [
    /error occurred on the device|no space/i,
    "no-space",
    "The keychain could not be written: is the disk full?",
  ],
];

export function keychainRefusal(cause: unknown): SecureStoreError {
  if (cause instanceof SecureStoreError) return cause;
  const words = cause instanceof Error ? cause.message : String(cause);
  const [, code, sentence] = meanings.find(([pattern]) => pattern.test(words)) ?? unavailable;
  return new SecureStoreError(code, sentence, { cause });
}

const unavailable = [
  /./,
  "unavailable",
  "No keychain answers: is a session bus with a secret service running?",
] as const;
