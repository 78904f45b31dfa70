import type { ApplicationKind, ClientType } from "@sallyport/contract/applications/kinds";
import type { WebhookProblem } from "@sallyport/contract/webhooks";
import type { Generated, Selectable } from "kysely";

/**
 * Times are milliseconds since the Unix epoch. Booleans are 0 or 1. Tokens are stored only as SHA-256 hashes.
 */
export interface Schema {
  accounts: AccountsTable;
  account_words: AccountWordsTable;
  imported_password_costs: ImportedPasswordCostsTable;
  user_groups: UserGroupsTable;
  group_members: GroupMembersTable;
  policies: PoliciesTable;
  totp_factors: TotpFactorsTable;
  spent_steps: SpentStepsTable;
  passkeys: PasskeysTable;
  webauthn_challenges: WebauthnChallengesTable;
  recovery_sets: RecoverySetsTable;
  recovery_codes: RecoveryCodesTable;
  bypass_codes: BypassCodesTable;
  wrong_codes: WrongCodesTable;
  sessions: SessionsTable;
  api_keys: ApiKeysTable;
  wrong_passwords: WrongPasswordsTable;
  known_browsers: KnownBrowsersTable;
  wrong_password_networks: WrongPasswordNetworksTable;
  invitations: InvitationsTable;
  invitation_mails: InvitationMailsTable;
  set_up_tickets: SetUpLinksTable;
  password_resets: PasswordResetsTable;
  first_administrator_links: FirstAdministratorLinksTable;
  outbox: OutboxTable;
  audit_events: AuditEventsTable;
  audit_seals: AuditSealsTable;
  audit_shipping: AuditShippingTable;
  activity_repeats: ActivityRepeatsTable;
  key_slots: KeySlotsTable;
  keys: KeysTable;
  registrations: RegistrationsTable;
  registration_mails: RegistrationMailsTable;
  jobs: JobsTable;
  job_rows: JobRowsTable;
  webhooks: WebhooksTable;
  settings: SettingsTable;
  logos: LogosTable;
  coverage_days: CoverageDaysTable;
  login_counts: LoginCountsTable;
  milestones: MilestonesTable;
  applications: ApplicationsTable;
  application_addresses: ApplicationAddressesTable;
  application_groups: ApplicationGroupsTable;
  application_secrets: ApplicationSecretsTable;
  application_refusals: ApplicationRefusalsTable;
  application_sessions: ApplicationSessionsTable;
  openid_records: OpenidRecordsTable;
  authorizations: AuthorizationsTable;
  signing_keys: SigningKeysTable;
  logout_notices: LogoutNoticesTable;
  logout_receivers: LogoutReceiversTable;
  door_entries: DoorEntriesTable;
}

type Truth = 0 | 1;

interface AccountsTable {
  id: string;
  realm: "user" | "administrator";
  role: "owner" | "administrator" | "help-desk" | "read-only" | null;
  username: string | null;
  email: string;
  email_key: string;
  name: string;
  name_key: Generated<string>;
  state: "staged" | "active" | "suspended";
  suspended_at: Generated<number | null>;
  password_hash: string | null;
  password_set_at: number | null;
  mfa_required: Truth;
  mfa_required_at: number | null;
  /** Null if the user has no deadline, or must set up MFA at the next login. */
  enrol_by: number | null;
  /** After the acceptance, an invited user has this many days to set up MFA. */
  days_from_acceptance: Generated<number | null>;
  mfa_only_by_groups: Generated<Truth>;
  /**
   * An `extended` or `reset` deadline replaces the deadlines of groups. Otherwise the account locks at the
   * earliest deadline: the `set` deadline or a group's deadline.
   */
  own_deadline: Generated<"set" | "extended" | "reset" | null>;
  own_enrol_by: Generated<number | null>;
  own_days_from_acceptance: Generated<number | null>;
  /** Set when the deadline passes. Only an administrator can clear the lock. */
  deadline_locked_at: number | null;
  is_enrolled: Generated<Truth>;
  /**
   * The time of the account's next reminder. After the last reminder, this is the time of the account's lock.
   */
  deadline_due_at: Generated<number | null>;
  /**
   * Set by a recovery from the command line. Until the owner chooses a password, the server sends no reset
   * mails.
   */
  recovered_at: number | null;
  login_reported_at: Generated<number | null>;
  /** Set when a mailed link proves that the user reads mails to this address. Cleared when the address changes. */
  email_verified_at: Generated<number | null>;
  /** Set while mails to the account's address fail. */
  mail_undelivered_since: number | null;
  created_at: number;
  last_sign_in_at: number | null;
  last_sign_in_address: string | null;
}
export type AccountRow = Selectable<AccountsTable>;

/**
 * Each check of a password computes one hash for each of these costs. So the time of the check doesn't show
 * which kind of hash the account has.
 */
interface ImportedPasswordCostsTable {
  /** For example `$2b$12$`. */
  cost: string;
}

/** The words by which a search finds a user. `core/folded-words.ts` makes them. */
interface AccountWordsTable {
  word: string;
  account_id: string;
}

interface UserGroupsTable {
  id: string;
  name: string;
  /** The key by which groups are sorted and compared. `nameKey` makes it. */
  name_key: string;
  /** Null if the group doesn't require MFA. */
  required_days: Generated<number | null>;
  required_at: Generated<number | null>;
  /** The administrator who last changed the requirement or deleted the group. */
  changed_by: Generated<string | null>;
  /** Members with a higher ID don't have the group's last change yet. Null if all members have it. */
  apply_after: Generated<string | null>;
  deleted_at: Generated<number | null>;
  created_at: number;
}
export type UserGroupRow = Selectable<UserGroupsTable>;

interface GroupMembersTable {
  group_id: string;
  account_id: string;
  joined_at: number;
  /**
   * The time when the user joined the group, or accepted an invitation after joining. The days for set-up start
   * at this time or later.
   */
  counts_from: number;
  /** A copy of the account's column, so that a count reads only one index. */
  is_enrolled: Truth;
}

/** Has one row for each policy that is on. */
interface PoliciesTable {
  name: "new-users" | "administrators";
  /** Null for the policy `administrators`, which has no days. */
  days: number | null;
  set_at: number;
}

interface TotpFactorsTable {
  id: string;
  account_id: string;
  name: string;
  /**
   * `disabled` after too many wrong codes (NIST SP 800-63B-4 §3.2.2). A disabled app still counts as enrolled.
   */
  state: "pending" | "confirmed" | "disabled";
  sealed_secret: Uint8Array;
  browser_hash: Uint8Array | null;
  /** The time step of the last accepted code. Only codes of later steps are accepted. */
  last_step: number;
  created_at: number;
  confirmed_at: number | null;
  /** The network address from which the app was confirmed (NIST SP 800-63B-4 §4.1). */
  bound_from: string | null;
  last_used_at: number | null;
}
export type TotpFactorRow = Selectable<TotpFactorsTable>;

/**
 * The time steps of accepted codes. The server never accepts these codes again, even if `last_step` moves back.
 */
interface SpentStepsTable {
  factor_id: string;
  began_at: number;
}

interface PasskeysTable {
  id: string;
  account_id: string;
  /** Base64url, as in WebAuthn's JSON forms. */
  credential_id: string;
  /** A COSE_Key. The seal detects a changed key in the database (ASVS 6.7.1). */
  sealed_public_key: Uint8Array;
  name: string;
  /** The last signature counter, or 0 if the passkey has none (WebAuthn Level 3 §6.1.1). */
  counter: number;
  transports: string;
  aaguid: string;
  /**
   * True if the passkey is backup-eligible, so it can be synchronised to other devices (WebAuthn Level 3
   * §6.1.3).
   */
  is_synced: Truth;
  is_backed_up: Truth;
  bound_from: string;
  created_at: number;
  last_used_at: number | null;
  last_used_from: string | null;
}
export type PasskeyRow = Selectable<PasskeysTable>;

/** Any response, right or wrong, ends its challenge. */
interface WebauthnChallengesTable {
  challenge_hash: Uint8Array;
  /** The server stores an `autofill` challenge only when a response arrives. */
  purpose: "registration" | "sign-in" | "autofill" | "second-factor" | "renewal";
  browser_hash: Uint8Array;
  session_id: string | null;
  source: string | null;
  expires_at: number;
}
export type WebauthnChallengeRow = Selectable<WebauthnChallengesTable>;

interface RecoverySetsTable {
  account_id: string;
  salt: Uint8Array;
  made_at: number;
  saved_at: number | null;
  disabled_at: number | null;
}

interface RecoveryCodesTable {
  account_id: string;
  /** An Argon2id hash with the salt of the set (ASVS 6.5.2). */
  code_hash: Uint8Array;
  used_at: number | null;
}

/** At most one code for each user. A used, withdrawn or replaced code has no row (record 0063). */
interface BypassCodesTable {
  account_id: string;
  salt: Uint8Array;
  /** An Argon2id hash (ASVS 6.5.2). */
  code_hash: Uint8Array;
  issued_at: number;
  /** The name of the administrator at that time. */
  issued_by: string;
  expires_at: number;
}

/** Consecutive wrong codes by account and method. A new sign-in doesn't reset the count. */
interface WrongCodesTable {
  account_id: string;
  method: "totp" | "totp-set-up" | "recovery-code";
  count: number;
  last_wrong_at: number;
  wait_until: number | null;
  /** The server refuses all codes until `wait_until`. True if the activity log has one of these refusals. */
  is_hold_recorded: Generated<Truth>;
}
export type WrongCodesRow = Selectable<WrongCodesTable>;

interface SessionsTable {
  id: string;
  token_hash: Uint8Array;
  account_id: string;
  realm: "user" | "administrator";
  /** The authenticator assurance level (NIST SP 800-63B-4 §2). */
  aal: 1 | 2;
  /** The authentication methods, as RFC 8176 values separated by spaces. */
  amr: string;
  /** When the sign-in began, or null after it is finished. An unfinished session ends soon. */
  unfinished_since: number | null;
  awaits_acknowledgement: Truth;
  authenticated_at: number;
  /**
   * 0 if the set-up link isn't opened yet. 1 if the server requires no link. 2 if the link was opened in this
   * session.
   */
  has_ticket: 0 | 1 | 2;
  /**
   * True if the user completed the session with only the password, and then set up the account's first
   * authenticator app or passkey in it. In this session, the new factor doesn't confirm who the user is.
   */
  is_binding_late: Truth;
  /** Set if a bypass code replaced the second factor. The session ends at this time. */
  bypass_until: Generated<number | null>;
  /** Only the first wrong set-up link of a session is recorded. */
  is_wrong_ticket_recorded: Truth;
  began_at: number;
  last_seen_at: number;
  address: string;
  user_agent: string;
  previous_sign_in_at: number | null;
  previous_sign_in_address: string | null;
}
export type SessionRow = Selectable<SessionsTable>;

/** A revoked or ended key has no row. */
interface ApiKeysTable {
  id: string;
  key_hash: Uint8Array;
  begins_with: string;
  /** The key acts in the name of this administrator. */
  account_id: string;
  name: string;
  /** The key never acts with a higher role than this role. */
  role: "owner" | "administrator" | "help-desk" | "read-only";
  created_at: number;
  expires_at: number;
  last_used_at: number | null;
  last_used_from: string | null;
}
export type ApiKeyRow = Selectable<ApiKeysTable>;

interface WrongPasswordsTable {
  account_id: string;
  source: string;
  count: number;
  since: number;
  wait_until: number | null;
  /**
   * The server refuses passwords from this source until `wait_until`. True if the activity log has one of these
   * refusals.
   */
  is_hold_recorded: Generated<Truth>;
}

interface KnownBrowsersTable {
  account_id: string;
  browser_hash: Uint8Array;
  last_sign_in_at: number;
  /**
   * The hash of the mailed link that reports this browser's first login. Null if no mail was sent, or if the
   * link has ended.
   */
  report_hash: Generated<Uint8Array | null>;
  report_until: Generated<number | null>;
}

interface InvitationsTable {
  token_hash: Uint8Array;
  account_id: string;
  expires_at: number;
  sent_at: Generated<number | null>;
  withdrawn_at: Generated<number | null>;
}

interface InvitationMailsTable {
  administrator_id: string;
  sent_at: number;
}

/** Wrong passwords are counted over all accounts, because an attacker might try many accounts. */
interface WrongPasswordNetworksTable {
  network: string;
  count: number;
  since: number;
  wait_until: number | null;
  is_hold_recorded: Generated<Truth>;
}

/** Every request counts for the limits. If a mail was sent, the row also represents the mailed link. */
interface PasswordResetsTable {
  token_hash: Uint8Array;
  account_id: string | null;
  email_key: string;
  /** The address without `+` and the text between it and `@`. The limit counts mails by mailbox. */
  mailbox: Generated<string>;
  network: string;
  asked_at: number;
}

/** Each account has at most one link, and only if the server requires mailed links. */
interface SetUpLinksTable {
  account_id: string;
  /** Null after the link was used. The row stays, because the row also counts the sent mails. */
  token_hash: Uint8Array | null;
  expires_at: number;
  sent_at: number;
  day_began_at: number;
  sent_that_day: number;
}

interface FirstAdministratorLinksTable {
  token_hash: Uint8Array;
  expires_at: number;
}

interface OutboxTable {
  id: string;
  /** The unique name of a mail, which prevents a second mail. The name of a reminder contains the deadline. */
  once: string | null;
  /** Null for a mail without an account, and for a mail of an older version. */
  account_id: string | null;
  kind: string | null;
  /** Sealed, because links in a mail open accounts. Null after the mail was sent. */
  sealed_mail: Uint8Array | null;
  queued_at: number;
  attempts: number;
  next_attempt_at: number;
  sent_at: number | null;
}

interface AuditEventsTable {
  id: Generated<number>;
  at: number;
  kind: string;
  actor_id: string | null;
  actor: string | null;
  subject_id: string | null;
  subject: string | null;
  outcome: "success" | "failure";
  detail: string;
  address: string | null;
  actor_name: Generated<string | null>;
  subject_name: Generated<string | null>;
  /** SHA-256 over the previous event's link and this row. Null until the ticker links the event. */
  link: Uint8Array | null;
  /** The number of the event in the chain, which starts at 1. Null until the ticker links the event. */
  seq: number | null;
}
export type AuditEventRow = Selectable<AuditEventsTable>;

/** Above a limit, similar events within an hour are only counted. */
interface ActivityRepeatsTable {
  actor_id: string;
  kind: string;
  outcome: "success" | "failure";
  subject_id: string;
  network: string;
  since: number;
  count: number;
  at: number;
  actor: string | null;
  subject: string | null;
  detail: string;
  address: string | null;
}
export type ActivityRepeatsRow = Selectable<ActivityRepeatsTable>;

/** The seal of the chain's last link. Only a server with the keys can write it. */
interface AuditSealsTable {
  id: string;
  /** The `seq` of the event whose link is sealed, or 0 if there is no event. */
  up_to: number;
  sealed_link: Uint8Array;
}

interface AuditShippingTable {
  id: string;
  up_to: number;
}

interface KeySlotsTable {
  id: string;
  key_version: number;
  kek_id: string;
  kind: string;
  sealed: string;
}

/** The server seals rows of this database only under these key versions. The table doesn't contain the keys. */
interface KeysTable {
  kek_id: string;
  key_version: number;
  made_at: number;
}

interface RegistrationsTable {
  id: string;
  email: string;
  address: string;
  device_hash: Uint8Array;
  link_hash: Uint8Array;
  code_hash: Uint8Array;
  tries_left: number;
  expires_at: number;
  created_at: number;
  verified_at: number | null;
  /** The app reports whether it has accounts, but never which accounts. */
  holds_accounts: Generated<Truth>;
}
export type RegistrationRow = Selectable<RegistrationsTable>;

interface RegistrationMailsTable {
  email_key: string;
  network: string;
  sent_at: number;
}

/** A job works on many rows in the background. An administrator starts the job (record 0051). */
interface JobsTable {
  id: string;
  kind: string;
  /** JSON with the values that apply to all rows of the job. */
  input: string;
  /** `making` while the rows are being stored, and `draft` while an administrator looks at the preview. */
  state: "making" | "draft" | "running" | "paused" | "ended";
  /**
   * The administrator who last made, confirmed or resumed the job. The job runs with this administrator's
   * rights.
   */
  actor_id: string;
  actor: string;
  address: string;
  made_at: number;
  confirmed_at: number | null;
  ended_at: number | null;
  /** Null if an administrator paused the job. */
  pause_reason: string | null;
  /** The server process that runs the job, until `claimed_until`. */
  claim: string | null;
  claimed_until: number | null;
  /** When the job's last turn began. Running jobs take turns. */
  turn_at: number;
  /** When the job is deleted. Null while the job runs. */
  expires_at: number | null;
  total: number;
  done: number;
  skipped: number;
  failed: number;
}
export type JobRow = Selectable<JobsTable>;

interface JobRowsTable {
  job_id: string;
  /** The server processes the rows in this order: 1, 2, 3 and so on. */
  position: number;
  /** Null if the row has no account. */
  subject_id: string | null;
  /** Names the row in the results, also after its account was deleted. */
  label: string;
  /** JSON with the values for this row only. Null after the row has a result. */
  input: string | null;
  preview: string | null;
  result: "done" | "skipped" | "failed" | null;
  /**
   * Set for a skipped or failed row. The reason is a problem code, or a code that only this kind of job uses.
   */
  reason: string | null;
  settled_at: number | null;
}
export type JobRowRow = Selectable<JobRowsTable>;
interface WebhooksTable {
  id: string;
  url: string;
  event_groups: string;
  /**
   * Contains the newest secret. Until `previous_secret_until`, the previous secret follows the newest secret in
   * the same sealed value.
   */
  sealed_secret: Uint8Array;
  previous_secret_until: Generated<number | null>;
  created_at: number;
  /** The server has sent or skipped all events up to this `seq`. */
  sent_up_to: number;
  skipped: Generated<number>;
  last_delivered_at: Generated<number | null>;
  failures: Generated<number>;
  failing_since: Generated<number | null>;
  problem: Generated<WebhookProblem["why"] | null>;
  /** The HTTP status of the last failed attempt. */
  status: Generated<number | null>;
  next_attempt_at: number;
  paused_at: Generated<number | null>;
  /** The server process that sends now, until `claimed_until`. */
  claim: Generated<string | null>;
  claimed_until: Generated<number>;
}
export type WebhookRow = Selectable<WebhooksTable>;

/** Has one row for each setting that an owner changed in the console. */
interface SettingsTable {
  name: string;
  /** As JSON. */
  value: string;
  changed_at: number;
  /** The owner's name at the time of the change. */
  changed_by: string;
}
export type StoredSetting = Selectable<SettingsTable>;

/** Has one row for each day on which a server ran. */
interface CoverageDaysTable {
  /** A day such as `2027-01-04`, in the time zone that the organisation had on that day. */
  day: string;
  counted_at: number;
  users: number;
  required: number;
  /** Users who must use MFA and have set it up. */
  set_up: number;
  /** Users who set up MFA without a requirement. */
  set_up_by_choice: number;
  /** Users who missed their deadline. */
  locked: number;
}
export type CoverageDay = Selectable<CoverageDaysTable>;

/** The ticker counts the logins and refused attempts of each quarter of an hour. */
interface LoginCountsTable {
  began_at: number;
  logins: number;
  failures: number;
}

/** The time when each of these steps was last done. The overview reads these times. */
interface MilestonesTable {
  name: "test-mail" | "backup" | "other-backups";
  at: number;
}
export type Milestone = MilestonesTable["name"];

/** Has at most one row. */
interface LogosTable {
  id: "organisation";
  /** The SHA-256 hash of the content, in base64url. The path of the picture contains this hash. */
  hash: string;
  type: "image/png" | "image/jpeg" | "image/webp";
  width: number;
  height: number;
  changed_at: number;
  /** The owner who changed the logo. The name isn't updated later. */
  changed_by: string;
  content: Uint8Array;
}
export type LogoRow = Selectable<LogosTable>;

interface ApplicationsTable {
  /** Random. It is also the `client_id` of OpenID Connect. */
  id: string;
  name: string;
  /** The key by which applications are sorted. `nameKey` makes it. */
  name_key: Generated<string>;
  /** The key of the template, or null if an administrator filled in everything. */
  template: string | null;
  kind: ApplicationKind;
  client_type: ClientType;
  launch_address: string | null;
  /** With `always`, each login to the application needs a second factor. */
  second_factor: Generated<"account" | "always">;
  open_to: Generated<"everyone" | "groups">;
  /** 1 if the application can get refresh tokens. */
  keeps_access: Generated<Truth>;
  /** Gets the notices of back-channel logout. */
  logout_address: string | null;
  created_at: number;
  first_login_at: Generated<number | null>;
}
export type ApplicationRow = Selectable<ApplicationsTable>;

interface ApplicationAddressesTable {
  application_id: string;
  /** `origin` is a web origin whose scripts may ask for tokens (CORS). */
  kind: "callback" | "after-logout" | "origin";
  address: string;
}
export type ApplicationAddressRow = Selectable<ApplicationAddressesTable>;

interface ApplicationGroupsTable {
  application_id: string;
  group_id: string;
}

interface ApplicationSecretsTable {
  id: string;
  application_id: string;
  /** The SHA-256 hash of the secret, in base64url. */
  hash: string;
  /** The last characters of the secret. */
  hint: string;
  created_at: number;
  expires_at: number | null;
  last_used_at: number | null;
}
export type ApplicationSecretRow = Selectable<ApplicationSecretsTable>;

/** Contains the newest refused attempts of each application. The application's page in the console shows them. */
interface ApplicationRefusalsTable {
  id: string;
  application_id: string;
  at: number;
  reason: string;
  detail: string;
}
export type ApplicationRefusalRow = Selectable<ApplicationRefusalsTable>;
/** A login to an application. Deleting the row ends the login's tokens and queues a notice to the application. */
interface ApplicationSessionsTable {
  /** Applications know it as `sid`. */
  id: string;
  account_id: string;
  application_id: string;
  /** Null after the portal's session has expired. If that session ends before it expires, this row is deleted. */
  session_id: string | null;
  scope: string;
  aal: 1 | 2;
  began_at: number;
  last_login_at: number;
  expires_at: number;
  /** Set shortly before an expired row is deleted, so that the application gets no notice. */
  is_over: Generated<Truth>;
}
export type ApplicationSessionRow = Selectable<ApplicationSessionsTable>;

/** A token, a code or another record of OpenID Connect. `payload` doesn't contain the token. */
interface OpenidRecordsTable {
  /** A hash of the kind and of the token. */
  id: string;
  kind: string;
  payload: string;
  account_id: string | null;
  application_id: string | null;
  session_id: string | null;
  application_session_id: string | null;
  expires_at: number;
  consumed_at: number | null;
}
export type OpenidRecordRow = Selectable<OpenidRecordsTable>;

/** An application's request that waits for the user. */
interface AuthorizationsTable {
  /** The address of the request's page contains an ID. This is the ID's hash. */
  id: string;
  kind: "log-in" | "log-out" | "pushed";
  /** The network of the browser, or the application that has pushed the request. */
  source: string;
  /** The hash of a cookie. Only the browser that began the request has this cookie. */
  browser_hash: Uint8Array;
  application_id: string | null;
  /** The portal's session in which the user finished the request. */
  session_id: string | null;
  payload: string;
  started_at: number;
  expires_at: number;
  /** When the code of a pushed request was made. */
  used_at: number | null;
}
export type AuthorizationRow = Selectable<AuthorizationsTable>;

interface SigningKeysTable {
  /** The key's `kid`. */
  id: string;
  sealed_key: Uint8Array;
  made_at: number;
}
export type SigningKeyRow = Selectable<SigningKeysTable>;

/** A notice to an application that a login has ended. Triggers insert the rows. */
interface LogoutNoticesTable {
  id: string;
  application_id: string;
  sub: string;
  sid: string;
  attempts: Generated<number>;
  next_attempt_at: Generated<number>;
}
export type LogoutNoticeRow = Selectable<LogoutNoticesTable>;

/** How an application takes notices. A row is made with the first notice. */
interface LogoutReceiversTable {
  application_id: string;
  /** How often it has failed since its last answer. */
  failures: Generated<number>;
  next_attempt_at: Generated<number>;
  claim: Generated<string | null>;
  claimed_until: Generated<number>;
}
export type LogoutReceiverRow = Selectable<LogoutReceiversTable>;

/** A browser that may pass the proxy in front of an application. */
interface DoorEntriesTable {
  /** The hash of the cookie on the application's host. */
  token_hash: Uint8Array;
  application_session_id: string;
}
export type DoorEntryRow = Selectable<DoorEntriesTable>;
