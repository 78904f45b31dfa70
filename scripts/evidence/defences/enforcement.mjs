const server = "apps/server/src";
const whoIsAsking = `${server}/access.ts`;
const journey = `${server}/journey/journey.ts`;
const passkeyQuestions = `${server}/factors/passkey-questions.ts`;

/** @type {readonly import("../defences.mjs").Defence[]} */
export const enforcementDefences = [
  {
    attacks: ["AT-01", "AT-03", "AT-02"],
    defence: "an unfinished sign-in is refused by every endpoint that wants a finished one",
    edits: [
      { file: whoIsAsking, find: 'if (asks !== "signing-in") refuseUnlessArrived(visitor);', replace: "" },
    ],
  },
  {
    attacks: ["AT-02", "AT-48"],
    defence: "an account with a second factor stands before it, in every session",
    edits: [
      {
        file: journey,
        find: "account.isEnrolled && session.aal < 2 && !isPasswordEnough(account, session)",
        replace: "account.isEnrolled && !session.isFinished && session.aal < 1",
      },
    ],
  },
  {
    attacks: ["AT-05"],
    defence: "a factor counts only once it is confirmed",
    edits: [
      {
        file: `${server}/factors/factors.repository.ts`,
        find: '    .where("state", "<>", "pending")\n',
        replace: "",
      },
    ],
  },
  {
    attacks: ["AT-06"],
    defence: "a ticket is for one account",
    edits: [
      {
        file: `${server}/set-up-links/set-up-links.repository.ts`,
        find: '    .where("account_id", "=", accountId)\n    .where("token_hash"',
        replace: '    .where("token_hash"',
      },
    ],
  },
  {
    attacks: ["AT-07"],
    defence: "administrators never act on a higher role",
    edits: [
      {
        file: `${server}/accounts/changing-administrators.ts`,
        find: 'if (!mayActOn(actor.role, holder.account.role)) throw new Refused("forbidden");',
        replace: "void mayActOn;",
      },
    ],
  },
  {
    attacks: ["AT-08"],
    defence: "what changes factors wants a fresh proof",
    edits: [
      {
        file: whoIsAsking,
        find: "if (endpoint.proof) requireProof(visitor, endpoint.proof, now);",
        replace: "void requireProof;",
      },
    ],
  },
  {
    attacks: ["AT-10", "AT-11", "AT-12"],
    defence: "the journey allows no set-up at the second factor",
    edits: [
      {
        file: journey,
        find: '"second-factor": {',
        replace: '"second-factor": { "set-up-begun": ["set-up"], "set-up-confirmed": ["set-up-complete"],',
      },
    ],
  },
  {
    attacks: ["AT-14"],
    defence: "the question for a passkey is the same for everybody",
    edits: [
      {
        file: passkeyQuestions,
        find: 'timeout: challengeLasts,\n      userVerification: "required",',
        replace:
          'timeout: challengeLasts,\n      allowCredentials: [{ id: "AAAA" }],\n      userVerification: "required",',
      },
    ],
  },
  {
    attacks: ["AT-16"],
    defence: "requiring what is required already leaves the deadline where it is",
    edits: [
      {
        file: `${server}/accounts/users.ts`,
        find: "if (mfa && mfa.isRequired !== (account.mfa_required === 1))",
        replace: "if (mfa)",
      },
    ],
  },
  {
    attacks: ["AT-16", "AT-18", "AT-37"],
    defence: "the lock of a deadline is stored, so that no clock undoes it",
    edits: [
      {
        file: journey,
        find: "account.deadlineLockedAt !== null || isDeadlinePassed",
        replace: "isDeadlinePassed",
      },
      {
        file: `${server}/accounts/deadline-lock.ts`,
        find: "if (holder.account.deadline_locked_at !== null) return true;",
        replace: "",
      },
    ],
  },
  {
    attacks: ["AT-17", "AT-63", "AT-65"],
    defence: "a passed deadline locks at its millisecond, at the next request",
    edits: [{ file: journey, find: "account.enrolBy <= now\n", replace: "account.enrolBy + 5000 <= now\n" }],
  },
  {
    attacks: ["AT-18"],
    defence: "days are a whole number from 1 to 365",
    edits: [
      {
        file: `${server}/journey/deadlines.ts`,
        find: "daysToSetUp < 1 ||",
        replace: "daysToSetUp < 0 ||",
      },
    ],
  },
  {
    attacks: ["AT-19"],
    defence: "deadlines are for users, and administrators have none",
    edits: [
      {
        file: journey,
        find: '    account.realm === "user" &&\n    account.isMfaRequired',
        replace: "    account.isMfaRequired",
      },
      {
        file: journey,
        find: "    account.enrolBy !== null &&\n    account.enrolBy <= now\n",
        replace: "    (account.enrolBy ?? 0) <= now\n",
      },
    ],
  },
  {
    attacks: ["AT-20"],
    defence: "every endpoint of the console wants its role",
    edits: [
      {
        file: whoIsAsking,
        find: 'if (!isAtLeast(holder.account.role, atLeast)) throw new Refused("forbidden");',
        replace: "void isAtLeast;",
      },
    ],
  },
  {
    attacks: ["AT-21"],
    defence: "administrators never give a role above their own",
    edits: [
      {
        file: `${server}/accounts/administrators.ts`,
        find: 'if (!mayActOn(actor.role, role)) throw new Refused("forbidden");',
        replace: "void mayActOn;",
      },
    ],
  },
  {
    attacks: ["AT-81"],
    defence:
      "a first factor that is bound after the password alone has arrived counts from the next login on",
    edits: [
      {
        file: journey,
        find: "isBinding && session.aal < 2 && (session.isFinished || session.isBindingLate)",
        replace: "isBinding && session.aal < 1",
      },
    ],
  },
  {
    attacks: ["AT-81"],
    defence: "administrators are created with a second factor required",
    edits: [
      {
        file: `${server}/accounts/accounts.repository.ts`,
        find: 'mfa_required: realm === "administrator" ? 1 : 0,',
        replace: "mfa_required: 0,",
      },
    ],
  },
  {
    attacks: ["AT-82"],
    defence: "giving days to an account that is locked or due, or many of them, takes a fresh second factor",
    edits: [
      {
        file: `${server}/accounts/moving-deadlines.ts`,
        find: "if (isProofNeeded(isLocked || isDue, days)) requireProof",
        replace: "if (isProofNeeded(isLocked || isDue, days) && days > 365) requireProof",
      },
    ],
  },
];
