const server = "apps/server/src";
const whoIsAsking = `${server}/access.ts`;
const journey = `${server}/journey/journey.ts`;
const passwordStep = `${server}/sign-in/password-step.ts`;
const access = `${server}/accounts/user-access.ts`;
const text = "packages/contract/src/text.ts";
const sessions = `${server}/sessions/sessions.repository.ts`;

/** @type {readonly import("../defences.mjs").Defence[]} */
export const sessionsDefences = [
  {
    attacks: ["AT-85"],
    defence: "names bring no lines and no links",
    edits: [
      {
        file: text,
        find: ".refine((text) => !hasHiddenCharacters(text), {",
        replace: ".refine(() => true, {",
      },
      { file: text, find: "(text) => !hasWebAddress(text)", replace: "() => true || hasWebAddress" },
    ],
  },
  {
    attacks: ["AT-85"],
    defence: "one administrator sends so many invitations an hour and no more",
    edits: [
      {
        file: `${server}/invitations/invite.ts`,
        find: "if (inviter) await countInvitation(tx, inviter.id, now);",
        replace: "void countInvitation;",
      },
    ],
  },
  {
    attacks: ["AT-87"],
    defence: "repeatable events beyond a rate are counted, not recorded",
    edits: [
      {
        file: `${server}/activity/repeats.ts`,
        find: "return counted.count <= allowanceOf(key);",
        replace: "return true;",
      },
    ],
  },
  {
    attacks: ["AT-88"],
    defence: "every text of an event is cleaned where it is stored",
    edits: [
      {
        file: `${server}/activity/events.repository.ts`,
        find: "asOneLine(text.slice(0, longestText))",
        replace: "(asOneLine, text.slice(0, longestText))",
      },
    ],
  },
  {
    attacks: ["AT-47"],
    defence: "a user with a second factor is asked for it, required or not",
    edits: [
      {
        file: journey,
        find: "account.isEnrolled && session.aal < 2 && !isPasswordEnough",
        replace: "account.isMfaRequired && account.isEnrolled && session.aal < 2 && !isPasswordEnough",
      },
    ],
  },
  {
    attacks: ["AT-50"],
    defence: "a session is told by its cookie alone",
    edits: [
      {
        file: `${server}/http/visit.ts`,
        find: "this.#request.cookies[name];",
        replace: "this.#request.cookies[name] ?? this.#request.headers.authorization?.slice(7);",
      },
    ],
  },
  {
    attacks: ["AT-51"],
    defence: "a wrong password goes no further",
    edits: [
      {
        file: passwordStep,
        find: 'if (!isRight || account?.state !== "active") {',
        replace: 'if (account?.state !== "active") {',
      },
    ],
  },
  {
    attacks: ["AT-52"],
    defence: "a code is taken only after a right password",
    edits: [
      {
        file: whoIsAsking,
        find: 'if (visitor === "nobody") throw new Refused("not-signed-in");',
        replace: "",
      },
    ],
  },
  {
    attacks: ["AT-54", "AT-66"],
    defence: "a code, and an id, mean the factors of one's own account",
    edits: [
      {
        file: `${server}/factors/factors.repository.ts`,
        find: '    .selectFrom("totp_factors")\n    .selectAll()\n    .where("account_id", "=", accountId)\n',
        replace: '    .selectFrom("totp_factors")\n    .selectAll()\n',
      },
    ],
  },
  {
    attacks: ["AT-55"],
    defence: "choosing a new password leaves the second factor where it is",
    edits: [
      {
        file: `${server}/password-reset/choosing.ts`,
        find: "await endAllThatWasOpen(tx, account, visit, now);",
        replace: `await endAllThatWasOpen(tx, account, visit);
    await tx.deleteFrom("totp_factors").where("account_id", "=", account.id).execute();`,
      },
    ],
  },
  {
    attacks: ["AT-56"],
    defence: "an unknown host gets no answer",
    edits: [
      {
        file: `${server}/http/protection.ts`,
        find: "if (origin !== undefined) return origin;",
        replace: 'return origin ?? origins[0] ?? "";',
      },
    ],
  },
  {
    attacks: ["AT-57"],
    defence: "nothing that a person may ask takes an address",
    edits: [
      {
        file: "packages/contract/src/sign-in.ts",
        find: 'a one-time passcode",\n  asks: "signing-in",\n  params,\n  body: z.object({',
        replace:
          'a one-time passcode",\n  asks: "signing-in",\n  params,\n  body: z.object({ email: z.string().optional(),',
      },
    ],
  },
  {
    attacks: ["AT-60"],
    defence: "confirming set-up ends the other sessions",
    edits: [
      {
        file: `${server}/sign-in/bind-app.ts`,
        find: "await endSessions(tx, account.id, session.id);",
        replace: "",
      },
    ],
  },
  {
    attacks: ["AT-60"],
    defence: "a reset ends every session",
    edits: [
      {
        file: access,
        find: "await removeFactors(tx, id);\n    await endSessions(tx, id);",
        replace: "await removeFactors(tx, id);",
      },
    ],
  },
  {
    attacks: ["AT-61"],
    defence: "each step gives a new token and ends the one before",
    edits: [
      { file: sessions, find: ".set({ ...changes, token_hash: hashOf(token) })", replace: ".set(changes)" },
    ],
  },
  {
    attacks: ["AT-62"],
    defence: "being seen makes a session no younger",
    edits: [
      {
        file: sessions,
        find: ".set({ last_seen_at: now })",
        replace: ".set({ last_seen_at: now, began_at: now })",
      },
    ],
  },
  {
    attacks: ["AT-65"],
    defence: "every request asks whether the account is active",
    edits: [
      {
        file: `${server}/sign-in/visitor.ts`,
        find: '!holder || holder.account.state !== "active"',
        replace: "!holder",
      },
    ],
  },
  {
    attacks: ["AT-67"],
    defence: "a request that another site caused is refused",
    edits: [
      {
        file: `${server}/http/protection.ts`,
        find: "if (!isForeign(headers, origin)) return;",
        replace: "if (origin || isForeign(headers, origin)) return;",
      },
    ],
  },
  {
    attacks: ["AT-68"],
    defence: "a reset is answered before anything is looked up",
    edits: [
      {
        file: `${server}/password-reset/password-reset.routes.ts`,
        find: "parts.afterReply.run(networkOf(visit.address), () => askForPasswordReset(parts, asked));\n    return Promise.resolve({});",
        replace: "void networkOf;\n    return askForPasswordReset(parts, asked).then(() => ({}));",
      },
    ],
  },
  {
    attacks: ["AT-68"],
    defence: "the password of an unknown login is hashed all the same",
    edits: [
      {
        file: `${server}/passwords/passwords.ts`,
        find: "const isRight = await inTurn(source, () => verify(withoutMark(passwordHash ?? nobodys), given));",
        replace:
          "void nobodys;\n      const isRight =\n        passwordHash !== null && (await inTurn(source, () => verify(withoutMark(passwordHash), given)));",
      },
    ],
  },
  {
    attacks: ["AT-68"],
    defence: "an answer to a password leaves no sooner than others",
    edits: [
      {
        file: `${server}/core/no-sooner.ts`,
        find: "    await soonest;",
        replace: "    void soonest;",
      },
    ],
  },
  {
    attacks: ["AT-68"],
    defence: "an attempt that an account's wait refuses counts for the network all the same",
    edits: [
      {
        file: `${server}/limits/wrong-passwords.ts`,
        find: "    if (!source.isKnownBrowser) await countOfNetwork(tx, guess);\n",
        replace: "",
      },
    ],
  },
  {
    attacks: ["AT-79"],
    defence: "a change of the account ends secrets that were shown and not confirmed",
    edits: [
      {
        file: `${server}/database/migrations/0016-ending-pending-factors.ts`,
        find: "      DELETE FROM totp_factors WHERE account_id = NEW.id AND state = 'pending';\n",
        replace: "",
      },
    ],
  },
  {
    attacks: ["AT-79"],
    defence: "ending sessions from elsewhere ends secrets that were shown and not confirmed",
    edits: [
      {
        file: `${server}/factors/pending.repository.ts`,
        find: "  await dropPending(database, accountId);\n",
        replace: "",
      },
    ],
  },
  {
    attacks: ["AT-79"],
    defence: "a secret that was shown is confirmed within an hour or not at all",
    edits: [
      {
        file: `${server}/factors/rules/pending.ts`,
        find: "Math.abs(now - createdAt) >= pendingLifetime",
        replace: "now < createdAt - 1000 * pendingLifetime",
      },
    ],
  },
  {
    attacks: ["AT-80"],
    defence: "an expired invitation is renewed by an administrator only",
    edits: [
      {
        file: `${server}/password-reset/rules/mailing.ts`,
        find: 'if (invitedUntil === null) return { mail: null, why: "invitation has expired" };',
        replace: 'if (invitedUntil === null) return { mail: "invitation", expiresAt: 4_000_000_000_000 };',
      },
    ],
  },
  {
    attacks: ["AT-89"],
    defence: "a new address ends the links that were mailed to the old one",
    edits: [
      {
        file: `${server}/database/migrations/0017-second-invitations.ts`,
        find: "BEGIN UPDATE password_resets SET account_id = NULL WHERE account_id = NEW.id; END",
        replace: "BEGIN SELECT 1; END",
      },
    ],
  },
  {
    attacks: ["AT-90"],
    defence: "a reset of the password makes other browsers strangers",
    edits: [
      {
        file: `${server}/password-reset/choosing.ts`,
        find: "  await knowOnlyBrowser(tx, account.id, browserHash, now);\n",
        replace: "",
      },
    ],
  },
];
