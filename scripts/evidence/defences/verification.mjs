const server = "apps/server/src";
const passwordStep = `${server}/sign-in/password-step.ts`;
const guesses = `${server}/limits/attempts.ts`;
const totp = `${server}/factors/totp.ts`;
const totpRows = `${server}/factors/totp.repository.ts`;
const recoveryCodes = `${server}/factors/recovery-codes.repository.ts`;
const resets = `${server}/password-reset/password-resets.repository.ts`;
const codes = "packages/totp/src/totp.ts";

/** What makes the statement that spends a step check it. */
const lastStepIsStored = {
  file: totpRows,
  find: '    .where("last_step", "<", step)\n    .where((factors) => isUnspent(factors, spentStep))\n',
  replace: "",
};

/** The two places that make a code work once: what is looked for, and what is written. */
const once = [
  { file: codes, find: "matches.filter((step) => step > (lastStep ?? -1))", replace: "matches" },
  lastStepIsStored,
];

/** @type {readonly import("../defences.mjs").Defence[]} */
export const verificationDefences = [
  {
    attacks: ["AT-22", "AT-23", "AT-26", "AT-30"],
    defence: "a time step is spent once, by the statement that checks it",
    edits: once,
  },
  {
    attacks: ["AT-25", "AT-38"],
    defence: "a right password leaves the counter of wrong codes alone",
    edits: [
      {
        file: passwordStep,
        find: "await forgetWrongPasswords(tx, account.id, source);",
        replace: 'await tx.deleteFrom("wrong_codes").where("account_id", "=", account.id).execute();',
      },
    ],
  },
  {
    attacks: ["AT-25", "AT-35", "AT-36", "AT-38", "AT-39", "AT-40", "AT-44"],
    defence: "while a wait holds, no code is judged",
    edits: [
      {
        file: guesses,
        find: "if (isWaiting(waitUntil, now)) {",
        replace: "if (isWaiting(waitUntil, now) && count < 0) {",
      },
    ],
  },
  {
    attacks: ["AT-26"],
    defence: "an invitation is spent by the statement that checks it",
    edits: [
      {
        file: `${server}/invitations/invitations.ts`,
        find: 'if (numDeletedRows === 0n) throw new Refused("link-invalid");',
        replace: "void numDeletedRows;",
      },
    ],
  },
  {
    attacks: ["AT-26"],
    defence: "a reset link is spent by the statement that checks it",
    edits: [
      { file: resets, find: '.deleteFrom("password_resets")', replace: '.selectFrom("password_resets")' },
      {
        file: resets,
        find: '.returning(["account_id", "email_key"])',
        replace: '.select(["account_id", "email_key"])',
      },
      {
        file: `${server}/password-reset/choosing.ts`,
        find: "  await endResets(tx, account.id);\n",
        replace: "  void endResets;\n",
      },
    ],
  },
  {
    attacks: ["AT-26"],
    defence: "a recovery code is spent by the statement that checks it",
    edits: [{ file: recoveryCodes, find: '    .where("used_at", "is", null)\n', replace: "" }],
  },
  {
    attacks: ["AT-26"],
    defence: "the first administrator's link is judged in the transaction that spends it",
    edits: [
      {
        file: `${server}/first-administrator/first-administrator.ts`,
        find: "    await expiryOf(tx, token, now);\n",
        replace: "",
      },
    ],
  },
  {
    attacks: ["AT-06", "AT-26"],
    defence: "a ticket is spent by the statement that checks it",
    edits: [
      {
        file: `${server}/set-up-links/set-up-links.repository.ts`,
        find: '.set({ token_hash: null })\n    .where("account_id", "=", accountId)\n    .where("token_hash"',
        replace:
          '.set({ token_hash: hashOf(token) })\n    .where("account_id", "=", accountId)\n    .where("token_hash"',
      },
    ],
  },
  {
    attacks: ["AT-26", "AT-35"],
    defence: "a transaction takes the write lock as it begins",
    edits: [
      {
        file: `${server}/database/immediate-sqlite.ts`,
        find: ': "begin immediate";',
        replace: ': "begin";',
      },
    ],
  },
  {
    attacks: ["AT-27"],
    defence: "only the current step and the one before count",
    edits: [
      {
        file: codes,
        find: "[current + 1, current, current - 1]",
        replace: "[current + 1, current, current - 1, current - 2]",
      },
    ],
  },
  {
    attacks: ["AT-28"],
    defence: "a code of another length is never the same",
    edits: [
      {
        file: codes,
        find: "if (one.length !== other.length) return false;",
        replace: 'if (one === "") return false;\n  other = other.slice(0, one.length);',
      },
    ],
  },
  {
    attacks: ["AT-29"],
    defence: "a secret has 160 bits",
    edits: [
      {
        file: "packages/totp/src/secret.ts",
        find: "const secretBytes = 20;",
        replace: "const secretBytes = 15;",
      },
    ],
  },
  {
    attacks: ["AT-29"],
    defence: "digits come from a cryptographic random source",
    edits: [
      {
        file: `${server}/core/tokens.ts`,
        find: "randomInt(10 ** digits)",
        replace: "Math.floor(Math.random() * 10 ** digits)",
      },
    ],
  },
  {
    attacks: ["AT-30"],
    defence: "the last step is stored, and not forgotten after a while",
    edits: [
      {
        file: totp,
        find: "lastStep: factor.last_step }",
        replace: "lastStep: now - (factor.last_used_at ?? 0) < 45_000 ? factor.last_step : 0 }",
      },
      lastStepIsStored,
    ],
  },
  {
    attacks: ["AT-31"],
    defence: "a recovery code is looked up by its hash",
    edits: [
      {
        file: recoveryCodes,
        find: '.where("code_hash", "=", hash)\n    .where("used_at", "is", null)',
        replace: '.where("used_at", "is", null)',
      },
      { file: recoveryCodes, find: "numUpdatedRows === 1n", replace: "numUpdatedRows > 0n" },
    ],
  },
  {
    attacks: ["AT-32"],
    defence: "a refusal says that a code is wrong, and not which one is right",
    edits: [
      { file: totp, find: "import { matchingStep,", replace: "import { codeAt, matchingStep," },
      {
        file: totp,
        find: "import { type Answer,",
        replace: 'import { Refused } from "../core/refusal.ts";\nimport { type Answer,',
      },
      {
        file: totp,
        find: "matchingStep({ code, secret, now, lastStep: factor.last_step });",
        replace: `{
        const match = matchingStep({ code, secret, now, lastStep: factor.last_step });
        const fields = [{ path: "code", message: codeAt(secret, now) }];
        if (match.outcome === "wrong") throw new Refused("wrong-code", { fields });
        return match;
      };`,
      },
    ],
  },
  {
    attacks: ["AT-33"],
    defence: "an answer has the fields that the contract names, and no other",
    edits: [
      { file: `${server}/http/serve.ts`, find: "200: endpoint.reply, ", replace: "" },
      {
        file: `${server}/accounts/view.ts`,
        find: '    username: account.username ?? "",\n',
        replace: '    ...account,\n    username: account.username ?? "",\n',
      },
    ],
  },
];
