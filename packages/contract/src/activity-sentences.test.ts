import { expect, test } from "vitest";
import { eventGroups, kindsOf, labelOf, sentenceOf } from "./activity-sentences.ts";
import type { Word } from "./activity-words.ts";
import { type EventKind, eventKinds } from "./event-kinds.ts";
import { quoted } from "./quoted-names.ts";

const both = { by: {}, to: {}, outcome: "success", detail: "" } as const;
const own = { ...both, to: null };
const unknown = { ...own, by: null };

const names = { actor: "Ada Admin", subject: "Jane User" } as const;

function text(words: readonly Word[]): string {
  return words
    .map((word) => {
      if (typeof word === "string") return word;
      if ("at" in word) return `[${word.at}]`;
      return word.form === "name" ? names[word.person] : `${names[word.person]}'s`;
    })
    .join("");
}

const details = ["", "a text of a newer version", "2026-12-07T10:00:00.000Z", "x: y, z", "from a to b"];

test.for(eventKinds)("%s is a sentence of words, for every detail", (kind) => {
  for (const told of [both, own, unknown])
    for (const outcome of ["success", "failure"] as const)
      for (const detail of details) {
        const sentence = text(sentenceOf({ kind, ...told, outcome, detail }));
        expect(sentence).toMatch(/^[A-Z“].* .*[^.:, ]$/);
        expect(sentence).not.toMatch(/undefined|null|_| {2}/);
      }
});

test("every event code has a label of its own and one group", () => {
  expect(new Set(eventKinds.map(labelOf)).size).toBe(eventKinds.length);
  const grouped = (Object.keys(eventGroups) as (keyof typeof eventGroups)[]).flatMap(kindsOf);
  expect(grouped.toSorted()).toEqual(eventKinds.toSorted());
});

test("an event code of a newer version is shown as it is", () => {
  expect(sentenceOf({ kind: "user_teleported", ...both })).toEqual(["user_teleported"]);
  expect(labelOf("toString")).toBe("toString");
});

const samples: [EventKind, Partial<Omit<Parameters<typeof sentenceOf>[0], "kind">>, string][] = [
  [
    "totp_delete_enrollment",
    { detail: "Phone, the last factor; set-up due at the next sign-in" },
    "Ada Admin removed Jane User's authenticator app “Phone”",
  ],
  [
    "totp_delete_enrollment",
    { detail: "all factors removed; set-up due in 7 days" },
    "Ada Admin reset Jane User's second factors",
  ],
  // Older versions stored the names of applications without quotes.
  ...(["Wiki", "“Wiki”"] as const).flatMap((name): typeof samples => [
    [
      "application_login",
      { ...own, detail: `${name}: AAL2` },
      "Ada Admin logged in to “Wiki” with a second factor",
    ],
    ["application_logout", { ...own, detail: name }, "Ada Admin logged out of “Wiki” on all devices"],
    ["user_logout", { ...own, detail: `of ${name}` }, "Ada Admin logged out of “Wiki” and of the portal"],
    [
      "application_logout_undelivered",
      { ...unknown, outcome: "failure", detail: `${name}: answered 500` },
      "“Wiki” could not be told that a user has logged out",
    ],
  ]),
  ["passkey_delete_enrollment", { detail: "Laptop" }, "Ada Admin removed Jane User's passkey “Laptop”"],
  [
    "user_sessions_ended",
    { detail: "Chrome on Linux, at 192.0.2.1" },
    "Ada Admin ended Jane User's session on “Chrome on Linux”",
  ],
  ["user_sessions_ended", {}, "Ada Admin ended Jane User's sessions"],
  [
    "user_password_reset_request",
    { detail: "mailed: reset-link" },
    "Ada Admin mailed Jane User a link to choose a new password",
  ],
  [
    "user_mfa_requirement",
    { detail: "extended to 2026-12-07T10:00:00.000Z" },
    "Ada Admin extended Jane User's deadline to [2026-12-07T10:00:00.000Z]",
  ],
  [
    "user_mfa_requirement",
    { detail: "required, to set up by 3 days after the invitation is accepted" },
    "Ada Admin required MFA of Jane User, to set up by 3 days after the invitation is accepted",
  ],
  [
    "user_mfa_requirement",
    { detail: "moved to 2026-12-07T10:00:00.000Z (group Staff)" },
    "Ada Admin moved Jane User's deadline to [2026-12-07T10:00:00.000Z] (group Staff)",
  ],
  [
    "user_mfa_requirement",
    { detail: "no longer required (group Staff)" },
    "Ada Admin ended Jane User's MFA requirement (group Staff)",
  ],
  [
    "user_mfa_requirement",
    { detail: "required as before, because the account is locked or set-up is due (group Staff)" },
    "MFA is still required of Jane User, because the account is locked or set-up is due (group Staff)",
  ],
  ["user_mfa_requirement", { detail: "no longer required" }, "Ada Admin ended Jane User's MFA requirement"],
  [
    "group_mfa_requirement",
    { to: null, detail: "Staff: Berlin: required, 7 days to set up" },
    "Ada Admin required MFA of the group “Staff: Berlin”, 7 days to set up",
  ],
  [
    "group_mfa_requirement",
    { to: null, detail: "Staff: no longer required" },
    "Ada Admin ended the MFA requirement of the group “Staff”",
  ],
  ["group_rename", { to: null, detail: "Staff, now Crew" }, "Ada Admin renamed the group “Staff” to “Crew”"],
  ["group_member_add", { detail: "Staff" }, "Ada Admin added Jane User to the group “Staff”"],
  [
    "new_users_mfa_requirement",
    { to: null, detail: "required, 1 days to set up" },
    "Ada Admin required MFA of new users, 1 day to set up",
  ],
  [
    "user_mfa_deadline_shorten",
    { detail: "from 2026-12-09T10:00:00.000Z to 2026-12-07T10:00:00.000Z" },
    "Ada Admin shortened Jane User's deadline to [2026-12-07T10:00:00.000Z]",
  ],
  [
    "user_login_attempt",
    { to: null, outcome: "failure", detail: "wrong password" },
    "A login to Ada Admin's account was refused: wrong password",
  ],
  [
    "user_login_attempt",
    { to: null, outcome: "failure", detail: "account is suspended" },
    "A login to Ada Admin's account was refused: it is suspended",
  ],
  [
    "user_login_attempt",
    { by: null, to: null, outcome: "failure", detail: "unknown login" },
    "A login with an unknown name was refused",
  ],
  [
    "admin_login_attempt",
    { to: null, outcome: "failure", detail: "totp: replayed" },
    "A code for Ada Admin's account was refused: it was used before",
  ],
  [
    "user_login_attempt",
    { to: null, detail: "passkey: Blue key" },
    "Ada Admin logged in with the passkey “Blue key”",
  ],
  [
    "user_login_attempt",
    { to: null, detail: "recovery-code: accepted, 8 left; logged in" },
    "Ada Admin used a recovery code (8 left)",
  ],
  [
    "user_login_attempt",
    { to: null, detail: `passkey: ${quoted("Blue key; logged in")}; logged in` },
    "Ada Admin logged in with the passkey “Blue key; logged in”",
  ],
  [
    "user_login_attempt",
    { to: null, detail: "passkey: accepted, Blue key; logged in" },
    "Ada Admin used the passkey “Blue key; logged in”",
  ],
  [
    "user_login_attempt",
    { to: null, detail: "set-up postponed; logged in" },
    "Ada Admin chose to set up MFA later",
  ],
  [
    "test_mail",
    { to: null, outcome: "failure", detail: "refused" },
    "Ada Admin tried to send a test mail, and the mail server did not accept it",
  ],
  [
    "user_login_attempt",
    { to: null, detail: "recovery-code: accepted, 9 left" },
    "Ada Admin used a recovery code (9 left)",
  ],
  [
    "user_login_attempt",
    { to: null, detail: "bypass-code: accepted" },
    "Ada Admin logged in with a bypass code from an administrator, without the second factor",
  ],
  [
    "user_login_attempt",
    { to: null, outcome: "failure", detail: "bypass-code: wrong" },
    "A bypass code for Ada Admin's account was refused: wrong code",
  ],
  [
    "user_bypass_code_create",
    { detail: "until 2026-12-07T10:00:00.000Z" },
    "Ada Admin issued a one-time bypass code for Jane User, until [2026-12-07T10:00:00.000Z]",
  ],
  ["user_bypass_code_withdrawn", {}, "Ada Admin withdrew Jane User's bypass code"],
  [
    "user_bypass_code_withdrawn",
    { by: null, detail: "the setting was turned off" },
    "Jane User's bypass code ended, because bypass codes were turned off",
  ],
  ["totp_delete_enrollment", {}, "Ada Admin reset Jane User's second factors"],
  [
    "totp_delete_enrollment",
    { to: null, detail: "Phone, the last factor" },
    "Ada Admin removed the authenticator app “Phone”",
  ],
  [
    "user_factor_rename",
    { to: null, detail: "app: Phone, now Old phone" },
    "Ada Admin renamed the app “Phone” to “Old phone”",
  ],
  [
    "admin_access_refused",
    { to: null, detail: "forbidden: Remove all factors" },
    "Ada Admin's request was refused: Remove all factors",
  ],
  [
    "api_key_create",
    { to: null, detail: "Nightly, read-only until 2026-12-07T10:00:00.000Z" },
    "Ada Admin created the API key “Nightly”",
  ],
  [
    "api_key_create",
    { to: null, detail: "a” for “b, read-only until 2026-12-07T10:00:00.000Z" },
    'Ada Admin created the API key “a" for "b”',
  ],
  ["api_key_revoke", { detail: "Nightly" }, "Ada Admin revoked Jane User's API key “Nightly”"],
  [
    "api_key_used",
    { to: null, detail: "Nightly: GET /api/admin/users/:id" },
    "Ada Admin's API key “Nightly” was used for GET /api/admin/users/:id",
  ],
  [
    "api_key_used",
    { to: null, outcome: "failure", detail: "Nightly: GET /api/admin/users; it has expired" },
    "Ada Admin's API key “Nightly” was refused because it has expired",
  ],
  [
    "activity_repeated",
    {
      to: null,
      detail:
        "api_key_used 40 times since 2026-12-07T10:00:00.000Z, 39 of them not recorded one by one; the last: Nightly: GET /api/admin/users",
    },
    "Ada Admin's API key “Nightly” was used 40 times within an hour",
  ],
  [
    "activity_repeated",
    { to: null, detail: "user_logout 40 times since 2026-12-07T10:00:00.000Z, 30 of them" },
    "“User logout” happened 40 times within an hour to Ada Admin's account",
  ],
];

const chosen = [
  "A” to “B",
  "accepted, Blue key",
  "Phone, new",
  "Phone, the last factor",
  "Phone, the last factor; set-up due",
  "Phone, now Laptop",
  "all factors removed; set-up due",
  "Phone, synced, made by Eve",
  "„Phone‟",
];

const say = (kind: EventKind, detail: string, told: typeof own | typeof both = own) =>
  text(sentenceOf({ kind, ...told, detail }));

test.for(chosen)("the name %s can't end its quote or change its sentence", (name) => {
  const inQuote = quoted(name);
  expect(inQuote.slice(1, -1)).not.toMatch(/[“”]/);
  expect(say("user_login_attempt", `passkey: ${inQuote}`)).toBe(
    `Ada Admin logged in with the passkey ${inQuote}`,
  );
  expect(say("user_login_attempt", `passkey: accepted, ${inQuote}`)).toBe(
    `Ada Admin used the passkey ${inQuote}`,
  );
  expect(say("user_login_attempt", `passkey: accepted, ${inQuote}, new`)).toBe(
    `Ada Admin confirmed the new passkey ${inQuote}`,
  );
  expect(say("user_factor_rename", `app: ${inQuote}, now ${inQuote}`)).toBe(
    `Ada Admin renamed the app ${inQuote} to ${inQuote}`,
  );
  expect(say("passkey_finish_enrollment", `${inQuote}, synced, made by 0`)).toBe(
    `Ada Admin added the passkey ${inQuote}`,
  );
  for (const rest of ["", ", the last factor", ", the last factor; set-up due in 7 days"]) {
    expect(say("totp_delete_enrollment", `${inQuote}${rest}`, both)).toBe(
      `Ada Admin removed Jane User's authenticator app ${inQuote}`,
    );
  }
});

test("a name in a detail of an older version can't end its quote either", () => {
  const detail = "app: Phone, now A” to “B";
  expect(text(sentenceOf({ kind: "user_factor_rename", ...both, detail }))).toBe(
    'Ada Admin renamed the app “Phone” to “A" to "B”',
  );
});

test.for(samples)("%s with %j", ([kind, told, sentence]) => {
  expect(text(sentenceOf({ kind, ...both, ...told }))).toBe(sentence);
});
