import type { Generated, Selectable } from "kysely";

/**
 * All tables. Times are milliseconds since the Unix epoch, booleans are 0 or 1, and tokens are stored only as SHA-256
 * hashes.
 */
export interface Schema {
  accounts: AccountsTable;
  account_words: AccountWordsTable;
  totp_factors: TotpFactorsTable;
  spent_steps: SpentStepsTable;
  passkeys: PasskeysTable;
  webauthn_challenges: WebauthnChallengesTable;
  recovery_sets: RecoverySetsTable;
  recovery_codes: RecoveryCodesTable;
  wrong_codes: WrongCodesTable;
  sessions: SessionsTable;
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
}

type Truth = 0 | 1;

interface AccountsTable {
  id: string;
  realm: "user" | "administrator";
  /** Null for users. */
  role: "owner" | "administrator" | "help-desk" | "read-only" | null;
  username: string | null;
  email: string;
  /** The form of the e-mail address for comparisons (`emailKey`). */
  email_key: string;
  name: string;
  /** The name as lists sort it (`nameKey`). */
  name_key: Generated<string>;
  state: "staged" | "active" | "suspended";
  /** Null if the account isn't suspended. */
  suspended_at: Generated<number | null>;
  password_hash: string | null;
  password_set_at: number | null;
  mfa_required: Truth;
  mfa_required_at: number | null;
  /**
   * The deadline for set-up. Null if MFA isn't required, if set-up is due at the next login, or while an invitation is
   * open.
   */
  enrol_by: number | null;
  /** How many days an invited user has for set-up after accepting the invitation. */
  days_from_acceptance: Generated<number | null>;
  /** Set once when the deadline passes. Only an administrator can clear it. */
  deadline_locked_at: number | null;
  /** Whether the account has a passkey or a confirmed app. Stored for the filters of lists. */
  is_enrolled: Generated<Truth>;
  /** When the tick must look at this account next, for a reminder or the lock; null if nothing will be due. */
  deadline_due_at: Generated<number | null>;
  /**
   * When the account was recovered from the command line. Null after the owner chose a password or was invited again.
   * While this time is set, password reset requests send no mail.
   */
  recovered_at: number | null;
  /** When mails to the account's address began to fail; null if they arrive. */
  mail_undelivered_since: number | null;
  created_at: number;
  last_sign_in_at: number | null;
  last_sign_in_address: string | null;
}
export type AccountRow = Selectable<AccountsTable>;

/** The words by which a search finds each user. `core/folded-words.ts` makes them. */
interface AccountWordsTable {
  word: string;
  account_id: string;
}

interface TotpFactorsTable {
  id: string;
  account_id: string;
  name: string;
  /**
   * `disabled` means disabled by wrong codes (NIST SP 800-63B-4 §3.2.2): the app still counts as enrolled, but its
   * codes are not accepted.
   */
  state: "pending" | "confirmed" | "disabled";
  sealed_secret: Uint8Array;
  /** Only while pending: the browser that started set-up. The secret is shown in no other browser. */
  browser_hash: Uint8Array | null;
  /** The last accepted time step. Only codes of later time steps are accepted. */
  last_step: number;
  created_at: number;
  confirmed_at: number | null;
  /** The network address from which the app was confirmed (NIST SP 800-63B-4 §4.1). */
  bound_from: string | null;
  last_used_at: number | null;
}
export type TotpFactorRow = Selectable<TotpFactorsTable>;

/** Time steps of accepted codes. With them, a used code stays used even if `last_step` is moved back. */
interface SpentStepsTable {
  factor_id: string;
  /** The start of the time step. */
  began_at: number;
}

interface PasskeysTable {
  id: string;
  account_id: string;
  /** Base64url, as in WebAuthn's JSON forms. */
  credential_id: string;
  /** A COSE_Key. It is sealed so that changes in the database are detected (ASVS 6.7.1). */
  sealed_public_key: Uint8Array;
  name: string;
  /** The signature counter of the last use; 0 if the authenticator has no counter (WebAuthn Level 3 §6.1.1). */
  counter: number;
  /** WebAuthn transports, separated by spaces. */
  transports: string;
  aaguid: string;
  /** The backup eligible flag: the passkey may be synchronised to other devices (WebAuthn Level 3 §6.1.3). */
  is_synced: Truth;
  is_backed_up: Truth;
  /** The network address from which the passkey was registered. */
  bound_from: string;
  created_at: number;
  last_used_at: number | null;
  last_used_from: string | null;
}
export type PasskeyRow = Selectable<PasskeysTable>;

/** Open challenges. Any response, right or wrong, ends its challenge. */
interface WebauthnChallengesTable {
  challenge_hash: Uint8Array;
  /** An `autofill` row is stored only when a response arrives, to mark the challenge as used. */
  purpose: "registration" | "sign-in" | "autofill" | "second-factor" | "renewal";
  browser_hash: Uint8Array;
  /** Null for a challenge before login. */
  session_id: string | null;
  /** Only for a challenge before login: the network or the known browser that requested it. */
  source: string | null;
  expires_at: number;
}
export type WebauthnChallengeRow = Selectable<WebauthnChallengesTable>;

/** An account's recovery codes, made together and hashed with one salt. */
interface RecoverySetsTable {
  account_id: string;
  salt: Uint8Array;
  made_at: number;
  /** When the owner confirmed that the codes are saved; null if not yet. */
  saved_at: number | null;
  /** When the set was disabled by wrong codes; null if it works. */
  disabled_at: number | null;
}

interface RecoveryCodesTable {
  account_id: string;
  /** The Argon2id hash of the code, with the salt of the set (ASVS 6.5.2). */
  code_hash: Uint8Array;
  used_at: number | null;
}

/**
 * Consecutive wrong codes, counted by account and method. They aren't counted by session, because a new sign-in would
 * reset the count.
 */
interface WrongCodesTable {
  account_id: string;
  method: "totp" | "totp-set-up" | "recovery-code";
  count: number;
  last_wrong_at: number;
  wait_until: number | null;
  /** Whether a refusal without a check is already in the activity log. The next wrong code sets this column to 0. */
  is_hold_recorded: Generated<Truth>;
}
export type WrongCodesRow = Selectable<WrongCodesTable>;

interface SessionsTable {
  id: string;
  token_hash: Uint8Array;
  account_id: string;
  realm: "user" | "administrator";
  /** The authenticator assurance level of this session's login (NIST SP 800-63B-4 §2). */
  aal: 1 | 2;
  /** The authentication methods used, as RFC 8176 values separated by spaces. */
  amr: string;
  /** The start of an unfinished sign-in; such a session ends soon. Null when the sign-in is finished. */
  unfinished_since: number | null;
  awaits_acknowledgement: Truth;
  /** When the account's strongest factor was last proved in this session. */
  authenticated_at: number;
  /**
   * Whether the first app or passkey may be set up in this session: 0 if not, 1 if the setting requires no link, 2 if
   * the mailed link was opened in this session.
   */
  has_ticket: 0 | 1 | 2;
  /**
   * True if the first app or passkey was enrolled after a login with the password alone. That app or passkey proves
   * nothing in this session.
   */
  is_binding_late: Truth;
  /** Whether a wrong set-up link of this session is already in the activity log. Only the first one is recorded. */
  is_wrong_ticket_recorded: Truth;
  began_at: number;
  last_seen_at: number;
  address: string;
  user_agent: string;
  previous_sign_in_at: number | null;
  previous_sign_in_address: string | null;
}
export type SessionRow = Selectable<SessionsTable>;

interface WrongPasswordsTable {
  account_id: string;
  source: string;
  count: number;
  /** The time of the last wrong password. */
  since: number;
  wait_until: number | null;
  /** Whether the activity log already has an attempt during this wait. */
  is_hold_recorded: Generated<Truth>;
}

/**
 * Browsers in which an account has finished a sign-in. Wrong passwords from other sources don't make these browsers
 * wait.
 */
interface KnownBrowsersTable {
  account_id: string;
  browser_hash: Uint8Array;
  last_sign_in_at: number;
}

interface InvitationsTable {
  token_hash: Uint8Array;
  account_id: string;
  expires_at: number;
  /** Null if an older version sent it. */
  sent_at: Generated<number | null>;
  /** When an administrator withdrew the link; null if it works. */
  withdrawn_at: Generated<number | null>;
}

/** One row for each invitation that an administrator sent within the last hour, for the limit. */
interface InvitationMailsTable {
  administrator_id: string;
  sent_at: number;
}

/** Wrong passwords from one network, counted over all accounts, to limit an attacker who tries many accounts. */
interface WrongPasswordNetworksTable {
  network: string;
  count: number;
  /** The start of the counted hour. */
  since: number;
  wait_until: number | null;
  is_hold_recorded: Generated<Truth>;
}

/** One row for each password reset request, for the limits. If a link was mailed, the row is also that link. */
interface PasswordResetsTable {
  token_hash: Uint8Array;
  /** Null if no mail was sent, or after the account's links were ended. */
  account_id: string | null;
  /** The e-mail address that the link was sent to; empty if no mail was sent. */
  email_key: string;
  /** The e-mail address without its `+` part. The limit counts mails by mailbox. */
  mailbox: Generated<string>;
  network: string;
  asked_at: number;
}

/** Set-up links, at most one for each account. Used only if the server requires the mailed link. */
interface SetUpLinksTable {
  account_id: string;
  /** Null after the link was used. The row stays, because it also stores how many mails were sent. */
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
  /** A unique name that prevents a second mail about the same thing. The name of a reminder contains the deadline. */
  once: string | null;
  /** Null if the mail is for no account, if the account was deleted, or if an older version queued the mail. */
  account_id: string | null;
  /** The name of the template, like `reminder`. */
  kind: string | null;
  /** The mail, sealed because its links open accounts. Null after the mail was sent. */
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
  /** The names at the time of the event. Null if an older version recorded it, or if there is no account. */
  actor_name: Generated<string | null>;
  subject_name: Generated<string | null>;
  /** SHA-256 over the previous event's link and this row. Null until the ticker links the event. */
  link: Uint8Array | null;
  /** The place in the chain: 1, 2, 3 and so on. Null until the ticker links the event. */
  seq: number | null;
}
export type AuditEventRow = Selectable<AuditEventsTable>;

/**
 * Counters of similar events within an hour. Above a rate limit, events are only counted and not recorded one by one.
 */
interface ActivityRepeatsTable {
  actor_id: string;
  kind: string;
  outcome: "success" | "failure";
  /** Empty if the event is about the actor's own account. */
  subject_id: string;
  network: string;
  /** The start of the hour. */
  since: number;
  count: number;
  /** The time of the last event. The columns below also describe the last event. */
  at: number;
  actor: string | null;
  subject: string | null;
  detail: string;
  address: string | null;
}
export type ActivityRepeatsRow = Selectable<ActivityRepeatsTable>;

/** One row: the last link of the chain. It is sealed, so only a server with the keys can write it. */
interface AuditSealsTable {
  id: string;
  /** The `seq` of the event with this link; 0 if there is none. */
  up_to: number;
  sealed_link: Uint8Array;
}

/** One row: the `seq` of the last event that was shipped. */
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

/** All key versions that rows of this database may be sealed under. The keys themselves are not stored here. */
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
  /** Whether the app had accounts when it last reported. The server never learns which accounts. */
  holds_accounts: Generated<Truth>;
}
export type RegistrationRow = Selectable<RegistrationsTable>;

/** One row for each mail that an app requested. It stays even if the registration fails, for the limits. */
interface RegistrationMailsTable {
  email_key: string;
  network: string;
  sent_at: number;
}
