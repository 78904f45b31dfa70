/** Why a row was skipped or failed, or why a job was paused, as an administrator reads it. */
const words: Readonly<Record<string, string>> = {
  "already-active": "Already active",
  "already-done": "Already done",
  "already-required": "MFA is already required",
  "already-set-up": "MFA is already set up",
  "already-suspended": "Already suspended",
  "changed-meanwhile": "Changed since the preview",
  "due-at-next-login": "Set-up is due at the next login",
  "factor-removed": "The administrator has no second factor any more",
  forbidden: "The administrator's role doesn't allow this",
  internal: "An error of the server",
  invited: "Hasn't accepted the invitation yet",
  "locked-by-deadline": "Locked, because the deadline has passed",
  "login-reported": "The administrator reported a login",
  "not-active": "The administrator is suspended or deleted",
  "not-deletable-yet": "Not suspended for 30 days yet",
  "not-found": "No such user",
  "not-invited": "Has accepted the invitation",
  "not-later": "The deadline is already a year away",
  "not-locked": "No wait to end",
  "not-required": "MFA isn't required",
  "password-changed": "The administrator's password was changed",
  "reminded-lately": "Got a reminder within the last hour",
  restored: "The database was restored from a backup",
  "role-changed": "The administrator's role doesn't allow this any more",
  "sessions-ended": "An administrator ended the sessions",
  suspended: "Suspended",
  "unknown-kind": "This version of the server doesn't know this kind of job",
  "user-deleted": "Deleted meanwhile",
};

export function reasonWords(reason: string): string {
  return Object.hasOwn(words, reason) ? (words[reason] ?? reason) : reason;
}
