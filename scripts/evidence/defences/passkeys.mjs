const server = "apps/server/src";
const passkeys = `${server}/factors/passkeys.ts`;
const challenges = `${server}/factors/webauthn-challenges.repository.ts`;

/** @type {readonly import("../defences.mjs").Defence[]} */
export const passkeysDefences = [
  {
    attacks: ["AT-69"],
    defence: "a passkey answers for its own account",
    edits: [
      {
        file: passkeys,
        find: 'if (passkey.account_id !== owner.accountId) return "passkey of another account";',
        replace: "",
      },
      {
        file: passkeys,
        find: 'return !hasHandle || isSameHandle ? null : "user handle of another account";',
        replace: "return null;",
      },
    ],
  },
  {
    attacks: ["AT-26", "AT-70"],
    defence: "a challenge is used up by the statement that looks for it",
    edits: [
      {
        file: challenges,
        find: '.deleteFrom("webauthn_challenges")',
        replace: '.selectFrom("webauthn_challenges")',
      },
      { file: challenges, find: '.returning("challenge_hash")', replace: '.select("challenge_hash")' },
    ],
  },
  {
    attacks: ["AT-72"],
    defence: "where attestation is required, a chain has to lead to a root",
    edits: [
      {
        file: `${server}/factors/passkey-attestation.ts`,
        find: "if (policy === null) return null;",
        replace: "if (policy === null || chainIsOptional) return null;",
      },
      {
        file: `${server}/factors/passkey-attestation.ts`,
        find: "const longestChain = 6;",
        replace: "const longestChain = 6;\nconst chainIsOptional = true;",
      },
    ],
  },
  {
    attacks: ["AT-72"],
    defence: "a weak algorithm, or too short a key, is not bound",
    edits: [
      {
        file: `${server}/factors/passkey-strength.ts`,
        find: "const leastRsaBits = 2048;",
        replace: "const leastRsaBits = 0;",
      },
    ],
  },
  {
    attacks: ["AT-73"],
    defence: "a passkey is a second factor like an app",
    edits: [
      {
        file: `${server}/factors/rules/factors.ts`,
        find: "return apps.length + passkeys.length > 0;",
        replace: "return apps.length > 0 && passkeys.length >= 0;",
      },
    ],
  },
];
