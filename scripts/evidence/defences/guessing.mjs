const server = "apps/server/src";
const passwordStep = `${server}/sign-in/password-step.ts`;
const presentPassword = `${server}/sign-in/present-password.ts`;
const guesses = `${server}/limits/attempts.ts`;
const totp = `${server}/factors/totp.ts`;
const access = `${server}/accounts/user-access.ts`;

/** @type {readonly import("../defences.mjs").Defence[]} */
export const guessingDefences = [
  {
    attacks: ["AT-34"],
    defence: "a hundred wrong codes in a row disable the authenticator",
    edits: [
      { file: guesses, find: "disable !== undefined && isDisabledByWrongCodes(wrong)", replace: "false" },
    ],
  },
  {
    attacks: ["AT-34", "AT-35", "AT-36"],
    defence: "while a wait holds, no password is judged",
    edits: [
      {
        file: passwordStep,
        find: "if (heldOff) return { refusal: heldOff.reason, isRepeated: !heldOff.isFirst };",
        replace: "",
      },
    ],
  },
  {
    attacks: ["AT-36"],
    defence: "wrong passwords cause a wait with a second factor as without",
    edits: [
      {
        file: passwordStep,
        find: "if (heldOff) return",
        replace: "if (heldOff && holder?.factors.apps.length === 0) return",
      },
    ],
  },
  {
    attacks: ["AT-39"],
    defence: "the owner hears of wrong codes after a right password",
    edits: [{ file: guesses, find: "wrong === tellOwnerAt", replace: "false" }],
  },
  {
    attacks: ["AT-42", "AT-63"],
    defence: "suspending an account ends its sessions, unfinished ones too",
    edits: [{ file: access, find: 'if (state === "suspended") await endSessions(tx, id);', replace: "" }],
  },
  {
    attacks: ["AT-42"],
    defence: "no code of a disabled authenticator is judged",
    edits: [{ file: totp, find: 'apps.filter(({ state }) => state === "confirmed")', replace: "apps" }],
  },
  {
    attacks: ["AT-43"],
    defence: "a reauthentication's wrong password causes a wait as at a sign-in",
    edits: [
      {
        file: presentPassword,
        find: 'if (heldOff && !heldOff.isFirst) return new Refused("too-many-requests");',
        replace: "",
      },
      {
        file: presentPassword,
        find: 'if (heldOff) return refuse("too-many-requests", heldOff.reason);',
        replace: "",
      },
    ],
  },
  {
    attacks: ["AT-44"],
    defence: "wrong codes at set-up count as well",
    edits: [
      {
        file: totp,
        find: 'return judgeGuess({ tx, accountId, method: "totp-set-up", now, answer });',
        replace: "return answer().then((kind) => ({ kind, isOwnerToBeTold: false, isNowDisabled: false }));",
      },
    ],
  },
  {
    attacks: ["AT-45"],
    defence: "a browser from which the owner signed in before has a counter of its own",
    edits: [
      {
        file: `${server}/limits/wrong-passwords.repository.ts`,
        find: "if (!known || !browserHash) return",
        replace: "if (known !== null) return",
      },
    ],
  },
  {
    attacks: ["AT-83"],
    defence: "wrong passwords of one account are counted over all networks",
    edits: [
      {
        file: `${server}/limits/rules/lockout.ts`,
        find: "return growingWait(count - freeWrongPasswordsOfAccount);",
        replace: "return growingWait(count - 1_000_000);",
      },
    ],
  },
  {
    attacks: ["AT-86"],
    defence: "mails to one mailbox are counted by mailbox and network",
    edits: [
      {
        file: `${server}/mail/rules/flood.ts`,
        find: "return inAll < flood ? ofNetwork >= mailsOfNetwork : ofSurroundings >= mailsOfSurroundingsInFlood;",
        replace: "return ofNetwork + ofSurroundings < 0;",
      },
    ],
  },
];
