import {
  accessRefused,
  administratorCreated,
  bulkAction,
  mailUndelivered,
  recovered,
  requirement,
  roleChanged,
  shortened,
} from "./activity-accounts.ts";
import {
  addressAllowed,
  applicationAdded,
  applicationChanged,
  applicationDeleted,
  loginTried,
  secretEnded,
  secretMade,
} from "./activity-applications.ts";
import {
  appRemoved,
  bypassCodeMade,
  bypassCodeWithdrawn,
  codesAccepted,
  linkOpened,
  passkeyAdded,
  passkeyRemoved,
  renamed,
  secretRefused,
} from "./activity-factors.ts";
import {
  groupCreated,
  groupDeleted,
  groupRenamed,
  groupRequirement,
  memberAdded,
  memberRemoved,
  newUsersRequirement,
} from "./activity-groups.ts";
import { keyCreated, keyRevoked, keysEnded, keyUsed } from "./activity-keys.ts";
import {
  applicationLogin,
  applicationLogout,
  everySessionEnded,
  lockout,
  loggedOut,
  loginSentence,
  logoutUndelivered,
  passwordChanged,
  passwordSet,
  resetAsked,
  sessionsEnded,
} from "./activity-logins.ts";
import { logoChanged, settingChanged } from "./activity-settings.ts";
import { webhook, webhookPaused, webhookTested } from "./activity-webhooks.ts";
import { actor, inDetail, say, type Told, type Word, whom, whose } from "./activity-words.ts";
import type { EventKind } from "./event-kinds.ts";
import { quoted } from "./quoted-names.ts";

export const eventGroups = {
  logins: "Logins and sessions",
  factors: "Second factors",
  users: "Users",
  groups: "Groups",
  applications: "Applications",
  administrators: "Administrators",
  system: "Server",
} as const;
export type EventGroup = keyof typeof eventGroups;

type Sentence = (told: Told) => Word[];

interface EventWords {
  group: EventGroup;
  label: string;
  sentence: Sentence;
}

const event = (group: EventGroup, label: string, sentence: Sentence): EventWords => ({
  group,
  label,
  sentence,
});

const did = (what: string) => () => say`${actor} ${what}`;
const didTo = (what: string) => (told: Told) => say`${actor} ${what} ${whom(told)}`;
const didWith = (what: string, thing: string) => (told: Told) =>
  say`${actor} ${what} ${whose(told)} ${thing}`;

const loginReported = did("reported a login by someone else");

/** Each event code needs a sentence, or the table doesn't compile. */
const table: Readonly<Record<EventKind, EventWords>> = {
  user_login_attempt: event("logins", "User login", loginSentence),
  admin_login_attempt: event("logins", "Administrator login", loginSentence),
  application_login: event("logins", "Login to an application", applicationLogin),
  application_login_tried: event("applications", "Login to an application tried", loginTried),
  application_logout: event("logins", "Logout of an application", applicationLogout),
  application_logout_undelivered: event("logins", "Application not told of a log-out", logoutUndelivered),
  user_logout: event("logins", "User logout", loggedOut),
  admin_logout: event("logins", "Administrator logout", loggedOut),
  user_lockout: event("logins", "Lock or wait", lockout),
  user_sessions_ended: event("logins", "User sessions ended", sessionsEnded),
  admin_sessions_ended: event("logins", "Administrator sessions ended", sessionsEnded),
  every_session_ended: event("logins", "All sessions ended", everySessionEnded),
  user_password_set: event("logins", "User chose a password", passwordSet),
  admin_password_set: event("logins", "Administrator chose a password", passwordSet),
  user_password_change: event("logins", "User password changed", passwordChanged),
  admin_password_change: event("logins", "Administrator password changed", passwordChanged),
  user_password_reset_request: event("logins", "User password reset requested", resetAsked),
  admin_password_reset_request: event("logins", "Administrator password reset requested", resetAsked),
  user_login_reported: event("logins", "User login reported", loginReported),
  admin_login_reported: event("logins", "Administrator login reported", loginReported),

  totp_start_enrollment: event(
    "factors",
    "User began app set-up",
    did("began to set up an authenticator app"),
  ),
  totp_finish_enrollment: event("factors", "User set up an app", did("set up an authenticator app")),
  totp_delete_enrollment: event("factors", "User app removed or factors reset", appRemoved),
  totp_secret_refused: event("factors", "Stored app secret refused", secretRefused),
  totp_codes_accepted_again: event("factors", "User codes accepted again", codesAccepted),
  admin_totp_start_enrollment: event(
    "factors",
    "Administrator began app set-up",
    did("began to set up an authenticator app"),
  ),
  admin_totp_finish_enrollment: event(
    "factors",
    "Administrator set up an app",
    did("set up an authenticator app"),
  ),
  admin_totp_delete_enrollment: event("factors", "Administrator app removed", appRemoved),
  admin_totp_codes_accepted_again: event("factors", "Administrator codes accepted again", codesAccepted),
  admin_factors_reset: event("factors", "Administrator factors reset", didWith("reset", "second factors")),
  passkey_finish_enrollment: event("factors", "User passkey added", passkeyAdded),
  passkey_delete_enrollment: event("factors", "User passkey removed", passkeyRemoved),
  passkey_public_key_refused: event("factors", "Stored passkey refused", secretRefused),
  admin_passkey_finish_enrollment: event("factors", "Administrator passkey added", passkeyAdded),
  admin_passkey_delete_enrollment: event("factors", "Administrator passkey removed", passkeyRemoved),
  user_factor_rename: event("factors", "User factor renamed", renamed),
  admin_factor_rename: event("factors", "Administrator factor renamed", renamed),
  user_recovery_codes_create: event("factors", "User recovery codes made", did("made new recovery codes")),
  admin_recovery_codes_create: event(
    "factors",
    "Administrator recovery codes made",
    did("made new recovery codes"),
  ),
  user_bypass_code_create: event("factors", "Bypass code issued", bypassCodeMade),
  user_bypass_code_withdrawn: event("factors", "Bypass code withdrawn", bypassCodeWithdrawn),
  set_up_ticket_sent: event(
    "factors",
    "Set-up link mailed",
    (told) => say`A set-up link was mailed to ${whom(told)}`,
  ),
  set_up_ticket_presented: event("factors", "Set-up link opened", linkOpened),

  user_create: event("users", "User added", (told) => say`${actor} added ${whom(told)} as a user`),
  user_invited: event("users", "User invited again", didTo("sent a new invitation to")),
  user_reminded: event("users", "User reminded", didTo("sent a reminder to")),
  bulk_action_start: event("users", "Bulk action started", bulkAction("started")),
  bulk_action_pause: event("users", "Bulk action paused", bulkAction("paused")),
  bulk_action_resume: event("users", "Bulk action resumed", bulkAction("resumed")),
  bulk_action_end: event("users", "Bulk action ended early", bulkAction("ended")),
  user_invitation_withdrawn: event("users", "User invitation withdrawn", didWith("withdrew", "invitation")),
  user_delete: event("users", "User deleted", didWith("deleted", "account")),
  users_exported: event("users", "Users exported", did("exported users")),
  user_update: event("users", "User details changed", didWith("changed", "details")),
  user_activated: event("users", "User activated", didWith("activated", "account")),
  user_suspended: event("users", "User suspended", didWith("suspended", "account")),
  user_unlocked: event("users", "User unlocked", didWith("unlocked", "account")),
  user_mfa_requirement: event("users", "User MFA requirement or deadline", requirement),
  user_mfa_deadline_shorten: event("users", "User deadline shortened", shortened),
  user_mfa_exclusion_expired: event(
    "users",
    "User deadline passed",
    (told) => say`${whose(told)} deadline to set up MFA passed`,
  ),
  user_mail_undelivered: event("users", "User mail undelivered", mailUndelivered),

  group_create: event("groups", "Group created", groupCreated),
  group_rename: event("groups", "Group renamed", groupRenamed),
  group_delete: event("groups", "Group deleted", groupDeleted),
  group_mfa_requirement: event("groups", "Group MFA requirement", groupRequirement),
  group_member_add: event("groups", "User added to a group", memberAdded),
  group_member_remove: event("groups", "User removed from a group", memberRemoved),
  new_users_mfa_requirement: event("groups", "New users' MFA requirement", newUsersRequirement),

  application_create: event("applications", "Application added", applicationAdded),
  application_change: event("applications", "Application changed", applicationChanged),
  application_delete: event("applications", "Application deleted", applicationDeleted),
  application_secret_create: event("applications", "Application's secret made", secretMade),
  application_secret_end: event("applications", "Application's secret ended", secretEnded),
  application_address_allow: event("applications", "Application's address allowed", addressAllowed),

  admin_create: event("administrators", "Administrator added", administratorCreated),
  admin_invited: event("administrators", "Administrator invited again", didTo("sent a new invitation to")),
  admin_delete: event("administrators", "Administrator deleted", didWith("deleted", "account")),
  admin_activated: event("administrators", "Administrator activated", didWith("activated", "account")),
  admin_suspended: event("administrators", "Administrator suspended", didWith("suspended", "account")),
  admin_unlocked: event("administrators", "Administrator unlocked", didWith("unlocked", "account")),
  admin_role_change: event("administrators", "Administrator role changed", roleChanged),
  all_admins_mfa_requirement: event("administrators", "MFA of all administrators", (told) =>
    told.detail === "exceptions allowed"
      ? say`${actor} allowed administrators without MFA`
      : say`${actor} required MFA of all administrators`,
  ),
  admin_mfa_requirement: event("administrators", "Administrator MFA requirement", requirement),
  admin_access_refused: event("administrators", "Action refused", accessRefused),
  admin_recovered: event("administrators", "Access recovered by command", recovered),
  admin_mail_undelivered: event("administrators", "Administrator mail undelivered", mailUndelivered),

  api_key_create: event("administrators", "API key created", keyCreated),
  api_key_revoke: event("administrators", "API key revoked", keyRevoked),
  api_keys_ended: event("administrators", "API keys ended", keysEnded),
  api_key_used: event("administrators", "API key used", keyUsed),

  activity_repeated: event("system", "Repeated events", repeated),
  activity_exported: event("system", "Activity exported", did("exported activity")),
  webhook_create: event("system", "Webhook added", webhook("added")),
  webhook_delete: event("system", "Webhook removed", webhook("removed")),
  webhook_resumed: event("system", "Webhook resumed", webhook("resumed")),
  webhook_secret_change: event("system", "Webhook secret changed", webhook("made a new secret for")),
  webhook_test: event("system", "Webhook tested", webhookTested),
  webhook_paused: event("system", "Webhook paused", webhookPaused),
  setting_change: event("system", "Setting changed", settingChanged),
  logo_change: event("system", "Logo changed", logoChanged),
  record_sealed_anew: event(
    "system",
    "Activity sealed again",
    () => say`A command accepted a changed activity log as it is`,
  ),
  database_restored: event("system", "Database restored", () => say`The database was restored from a backup`),
  database_backed_up: event(
    "system",
    "Database backed up",
    () => say`A command made a backup of the database`,
  ),
  other_backups_confirmed: event(
    "system",
    "Other backups confirmed",
    did("confirmed that another program makes backups"),
  ),
  test_mail: event("system", "Test mail", ({ outcome }) =>
    outcome === "success"
      ? say`${actor} sent a test mail`
      : say`${actor} tried to send a test mail, and the mail server did not accept it`,
  ),
};

function repeated(told: Told): Word[] {
  const [, kind, count = "many"] = /^(\w+) (\d+) times since /.exec(told.detail) ?? [];
  const what = kind === undefined ? "An event" : `“${labelOf(kind)}”`;
  const key = kind === "api_key_used" ? inDetail(told, /; the last: (.+): [A-Z]+ \//) : null;
  if (key !== null) return say`${whose(told)} API key ${quoted(key)} was used ${count} times within an hour`;
  return say`${what} happened ${count} times within an hour to ${whose(told)} account`;
}

/** Returns null for an event code of a newer version. */
export function groupOf(kind: string): EventGroup | null {
  return wordsOf(kind)?.group ?? null;
}

function wordsOf(kind: string): EventWords | undefined {
  return Object.hasOwn(table, kind) ? table[kind as EventKind] : undefined;
}

interface TellableEvent {
  kind: string;
  by: object | null;
  to: object | null;
  outcome: Told["outcome"];
  detail: string;
}

/** Returns only the code for an event of a newer version, which has no sentence here. */
export function sentenceOf({ kind, by, to, outcome, detail }: TellableEvent): Word[] {
  const told = { hasActor: by !== null, hasSubject: to !== null, outcome, detail };
  return wordsOf(kind)?.sentence(told) ?? [kind];
}

export function labelOf(kind: string): string {
  return wordsOf(kind)?.label ?? kind;
}

export function kindsOf(group: EventGroup): EventKind[] {
  return (Object.keys(table) as EventKind[]).filter((kind) => table[kind].group === group);
}
