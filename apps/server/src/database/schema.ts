import type { Generated, Selectable } from "kysely";

/**
 * Times are milliseconds since the Unix epoch. Booleans are 0 or 1. Tokens are stored only as SHA-256 hashes.
 */
export interface Schema {
  accounts: AccountsTable;
  account_words: AccountWordsTable;
  imported_password_costs: ImportedPasswordCostsTable;
  totp_factors: TotpFactorsTable;
  spent_steps: SpentStepsTable;
  passkeys: PasskeysTable;
  webauthn_challenges: WebauthnChallengesTable;
  recovery_sets: RecoverySetsTable;
  recovery_codes: RecoveryCodesTable;
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
}

type Truth = 0 | 1;

interface AccountsTable {
  id: string;
  realm: "user" | "administrator";
  role: "owner" | "administrator" | "help-desk" | "read-only" | null;
  username: string | null;
  email: string;
  /** The e-mail address for comparisons (`emailKey`). */
  email_key: string;
  name: string;
  /** The name for sorting (`nameKey`). */
  name_key: Generated<string>;
  state: "staged" | "active" | "suspended";
  suspended_at: Generated<number | null>;
  password_hash: string | null;
  password_set_at: number | null;
  mfa_required: Truth;
  mfa_required_at: number | null;
  /** Null without a deadline, with set-up due at the next login, or during an invitation. */
  enrol_by: number | null;
  /** An invited user's days for set-up, which start at acceptance. */
  days_from_acceptance: Generated<number | null>;
  /** Set when the deadline passes. Only an administrator can clear the lock. */
  deadline_locked_at: number | null;
  /** True for an account with a passkey or a confirmed app. */
  is_enrolled: Generated<Truth>;
  /** The next time for a reminder or the lock. */
  deadline_due_at: Generated<number | null>;
  /**
   * Set by a recovery from the command line, until the owner chooses a password. Meanwhile, no reset mails
   * are sent.
   */
  recovered_at: number | null;
  /** Set by the owner's report of a login, until they choose a new password. */
  login_reported_at: Generated<number | null>;
  /** Set while mails to the account's address fail. */
  mail_undelivered_since: number | null;
  created_at: number;
  last_sign_in_at: number | null;
  last_sign_in_address: string | null;
}
export type AccountRow = Selectable<AccountsTable>;

/** Costs of imported password hashes. Every password is checked with each of them, so that the time tells nothing. */
interface ImportedPasswordCostsTable {
  /** For example `$2b$12$`. */
  cost: string;
}

/** The words by which a search finds a user. `core/folded-words.ts` makes them. */
interface AccountWordsTable {
  word: string;
  account_id: string;
}

interface TotpFactorsTable {
  id: string;
  account_id: string;
  name: string;
  /** Wrong codes disable an app (NIST SP 800-63B-4 §3.2.2). A disabled app still counts as enrolled. */
  state: "pending" | "confirmed" | "disabled";
  sealed_secret: Uint8Array;
  /** The browser that started a pending set-up. Other browsers can't see the secret. */
  browser_hash: Uint8Array | null;
  /** Only codes of later time steps are accepted. */
  last_step: number;
  created_at: number;
  confirmed_at: number | null;
  /** The network address of the confirmation (NIST SP 800-63B-4 §4.1). */
  bound_from: string | null;
  last_used_at: number | null;
}
export type TotpFactorRow = Selectable<TotpFactorsTable>;

/** The time steps of accepted codes. A used code stays used even if `last_step` moves back. */
interface SpentStepsTable {
  factor_id: string;
  began_at: number;
}

interface PasskeysTable {
  id: string;
  account_id: string;
  /** Base64url, as in WebAuthn's JSON forms. */
  credential_id: string;
  /** A COSE_Key, sealed so that changes in the database are detected (ASVS 6.7.1). */
  sealed_public_key: Uint8Array;
  name: string;
  /** The last signature counter, or 0 without a counter (WebAuthn Level 3 §6.1.1). */
  counter: number;
  transports: string;
  aaguid: string;
  /** A backup-eligible passkey may be synchronised to other devices (WebAuthn Level 3 §6.1.3). */
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
  /** An `autofill` challenge is stored only when a response arrives. */
  purpose: "registration" | "sign-in" | "autofill" | "second-factor" | "renewal";
  browser_hash: Uint8Array;
  /** Null for a challenge before login. */
  session_id: string | null;
  /** The network or known browser of a challenge before login. */
  source: string | null;
  expires_at: number;
}
export type WebauthnChallengeRow = Selectable<WebauthnChallengesTable>;

interface RecoverySetsTable {
  account_id: string;
  salt: Uint8Array;
  made_at: number;
  /** Set when the owner confirmed that the codes are saved. */
  saved_at: number | null;
  /** Set when wrong codes disabled the codes. */
  disabled_at: number | null;
}

interface RecoveryCodesTable {
  account_id: string;
  /** An Argon2id hash with the salt of the set (ASVS 6.5.2). */
  code_hash: Uint8Array;
  used_at: number | null;
}

/** Consecutive wrong codes by account and method. A new sign-in doesn't reset the count. */
interface WrongCodesTable {
  account_id: string;
  method: "totp" | "totp-set-up" | "recovery-code";
  count: number;
  last_wrong_at: number;
  wait_until: number | null;
  /** True if the activity log already has a refusal in this wait. The next wrong code resets the column. */
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
  /** Null when the sign-in is finished. An unfinished session ends soon. */
  unfinished_since: number | null;
  awaits_acknowledgement: Truth;
  /** The time of the last proof of the account's strongest factor. */
  authenticated_at: number;
  /** 1 if the server requires no set-up link, and 2 if the link was opened in this session. */
  has_ticket: 0 | 1 | 2;
  /**
   * True if the first factor was enrolled after a login with only the password. In this session, the factor
   * proves nothing.
   */
  is_binding_late: Truth;
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

/** Keys of administrators for scripts. A revoked or ended key has no row. */
interface ApiKeysTable {
  id: string;
  key_hash: Uint8Array;
  /** The first characters after the prefix, to recognize the key. */
  begins_with: string;
  /** The administrator who made the key, and in whose name it acts. */
  account_id: string;
  name: string;
  /** The highest role that the key acts with. */
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
  /** The time of the last wrong password. */
  since: number;
  wait_until: number | null;
  /** True if the activity log already has an attempt during this wait. */
  is_hold_recorded: Generated<Truth>;
}

/** Wrong passwords from other sources don't make these browsers wait. */
interface KnownBrowsersTable {
  account_id: string;
  browser_hash: Uint8Array;
  last_sign_in_at: number;
  /** The mailed link that reports this browser's first login. Null if no mail was due, or after the link was ended. */
  report_hash: Generated<Uint8Array | null>;
  report_until: Generated<number | null>;
}

interface InvitationsTable {
  token_hash: Uint8Array;
  account_id: string;
  expires_at: number;
  /** Null if an older version sent the invitation. */
  sent_at: Generated<number | null>;
  /** Null if the link works. */
  withdrawn_at: Generated<number | null>;
}

/** The invitations of the last hour, for the limit. */
interface InvitationMailsTable {
  administrator_id: string;
  sent_at: number;
}

/** Counted over all accounts, because an attacker may try many accounts. */
interface WrongPasswordNetworksTable {
  network: string;
  count: number;
  since: number;
  wait_until: number | null;
  is_hold_recorded: Generated<Truth>;
}

/** Requests count for the limits. With a mail, the row is also the link. */
interface PasswordResetsTable {
  token_hash: Uint8Array;
  /** Null if no mail was sent, or after the account's links were ended. */
  account_id: string | null;
  /** Empty if no mail was sent. */
  email_key: string;
  /** The address without the `+` part. The limit counts mails by mailbox. */
  mailbox: Generated<string>;
  network: string;
  asked_at: number;
}

/** At most one link for each account, and only if the server requires mailed links. */
interface SetUpLinksTable {
  account_id: string;
  /** Null after use. The row also counts the mails. */
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
  /** A unique name prevents a second mail. The name of a reminder contains the deadline. */
  once: string | null;
  /** Null without an account, or for a mail of an older version. */
  account_id: string | null;
  kind: string | null;
  /** Links in a mail open accounts. Null after the mail was sent. */
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
  /** The names at the time of the event. Events of older versions have no names. */
  actor_name: Generated<string | null>;
  subject_name: Generated<string | null>;
  /** SHA-256 over the previous event's link and this row. Null until the ticker links the event. */
  link: Uint8Array | null;
  /** The place in the chain, from 1. Null until the ticker links the event. */
  seq: number | null;
}
export type AuditEventRow = Selectable<AuditEventsTable>;

/** Above a limit, similar events within an hour are only counted. */
interface ActivityRepeatsTable {
  actor_id: string;
  kind: string;
  outcome: "success" | "failure";
  /** Empty if the event is about the actor's own account. */
  subject_id: string;
  /** For the use of an API key, its ID. */
  network: string;
  since: number;
  count: number;
  /** The columns from here on describe the last event. */
  at: number;
  actor: string | null;
  subject: string | null;
  detail: string;
  address: string | null;
}
export type ActivityRepeatsRow = Selectable<ActivityRepeatsTable>;

/** The last link of the chain. Only a server with the keys can write the seal. */
interface AuditSealsTable {
  id: string;
  /** The `seq` of the event with this link, or 0 without an event. */
  up_to: number;
  sealed_link: Uint8Array;
}

/** The `seq` of the last shipped event. */
interface AuditShippingTable {
  id: string;
  up_to: number;
}

/** The key slots of secure-store's keyring. */
interface KeySlotsTable {
  id: string;
  key_version: number;
  kek_id: string;
  /** The kind of the key store that sealed this slot. */
  kind: string;
  sealed: string;
}

/** Rows of this database may be sealed under these key versions. The table doesn't contain the keys. */
interface KeysTable {
  kek_id: string;
  key_version: number;
  made_at: number;
}

interface RegistrationsTable {
  id: string;
  email: string;
  /** The network address of the request. */
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

/** Work on many rows that administrators start and that runs in the background (record 0051). */
interface JobsTable {
  id: string;
  /** The name of its `JobKind`. */
  kind: string;
  /** JSON: what the kind needs for every row. */
  input: string;
  /** `making`: its rows are being stored. `draft`: a preview that is not confirmed yet. */
  state: "making" | "draft" | "running" | "paused" | "ended";
  /** The administrator with whose rights the job runs: the one who made, confirmed or resumed it last. */
  actor_id: string;
  actor: string;
  /** The network address of that administrator. */
  address: string;
  made_at: number;
  confirmed_at: number | null;
  ended_at: number | null;
  /** Why the server paused the job; null if an administrator did. */
  pause_reason: string | null;
  /** The server process that runs the job, until `claimed_until`. */
  claim: string | null;
  claimed_until: number | null;
  /** When the last turn of the job began. Running jobs take turns. */
  turn_at: number;
  /** When the job is deleted; null while it runs. */
  expires_at: number | null;
  total: number;
  done: number;
  skipped: number;
  failed: number;
}
export type JobRow = Selectable<JobsTable>;

interface JobRowsTable {
  job_id: string;
  /** 1, 2, 3 and so on. Rows are carried out in this order. */
  position: number;
  /** The account that the row is about; null if there is none yet. */
  subject_id: string | null;
  /** How results name the row, also after its account is deleted. */
  label: string;
  /** JSON: what the kind needs for this row. Deleted with the result. */
  input: string | null;
  /** JSON: what the preview shows. */
  preview: string | null;
  /** Null while the row waits. */
  result: "done" | "skipped" | "failed" | null;
  /** Why the row was skipped or failed: a problem code, or a word of the kind. */
  reason: string | null;
  settled_at: number | null;
}
export type JobRowRow = Selectable<JobRowsTable>;
