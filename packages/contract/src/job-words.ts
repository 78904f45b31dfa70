/** The sentences for administrators, by reason code. */
const words: Readonly<Record<string, string>> = {
  "already-active": "Already active",
  "already-done": "Already done",
  "already-member": "Already in the group",
  "already-required": "MFA is already required",
  "already-set-up": "MFA is already set up",
  "already-suspended": "Already suspended",
  "changed-meanwhile": "Changed since the preview",
  "due-at-next-login": "Set-up is due at the next login",
  "ended-early": "An administrator ended the action before this row",
  "factor-removed": "The administrator has no second factor any more",
  forbidden: "The administrator's role doesn't allow this",
  "group-deleted": "The group was deleted",
  internal: "An error of the server",
  invited: "Hasn't accepted the invitation yet",
  "locked-by-deadline": "Locked, because the deadline has passed",
  "login-reported": "The administrator reported a login",
  "not-active": "The administrator is suspended or deleted",
  "not-deletable-yet": "Not suspended for 30 days yet",
  "not-found": "No such user",
  "not-invited": "Has accepted the invitation",
  "not-later": "The deadline is already a year away",
  "not-locked": "Not locked by wrong passwords or codes",
  "not-required": "MFA isn't required",
  "password-changed": "The administrator's password was changed",
  "reminded-lately": "Got a reminder within the last hour",
  restored: "The database was restored from a backup",
  "role-changed": "The administrator's role doesn't allow this any more",
  "sessions-ended": "An administrator ended the sessions",
  suspended: "Suspended",
  "unknown-kind": "This version of the server doesn't know this kind of job",
  "user-deleted": "Deleted meanwhile",

  formula: "The name begins like a formula of a spreadsheet",
  "name-invalid": "The name is missing, or contains a web address or hidden characters",
  "email-invalid": "This isn't an e-mail address",
  "email-taken": "Another user has this e-mail address",
  "email-twice": "The same e-mail address as line",
  "username-invalid": "The username has other characters than letters, digits, dots, hyphens and underscores",
  "username-missing": "No username could be made of the e-mail address and the name",
  "username-taken": "Another user has this username",
  "username-twice": "The same username as line",
  "days-invalid": "The days must be a whole number from 1 to 365",
  "group-unknown": "No group has the name",
  "too-many-groups": "A line may have at most 20 groups",
  "unknown-hash": "The password hash is neither bcrypt nor argon2id",
  "weak-hash": "The password hash protects the password badly",
  "costly-hash": "Checking this password hash would take too much memory or time",
  "too-many-costs": "Password hashes of two other kinds or strengths were imported already",
};

/** A detail can follow the code, as in `email-twice:7`. */
export function reasonWords(reason: string): string {
  const [, code = reason, detail] = /^([^:]+):(.+)$/.exec(reason) ?? [];
  if (!Object.hasOwn(words, code)) return reason;
  return detail === undefined ? (words[code] ?? code) : `${words[code]} ${detail}`;
}
