import type { Generated, Selectable } from "kysely";

/** Times are milliseconds since the Unix epoch, booleans are 0 or 1, tokens are stored only as SHA-256 hashes. */
export interface Schema {
  accounts: AccountsTable;
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
  /** Lower case, because addresses are compared without case. */
  email_key: string;
  name: string;
  state: "staged" | "active" | "suspended";
  password_hash: string | null;
  password_set_at: number | null;
  mfa_required: Truth;
  mfa_required_at: number | null;
  /** The deadline of set-up; null if MFA isn't required or no days were granted. */
  enrol_by: number | null;
  /** Days for set-up that start when an invited user accepts the invitation. */
  days_from_acceptance: Generated<number | null>;
  /** Written once when the deadline passes; only an administrator clears it. */
  deadline_locked_at: number | null;
  /**
   * When the account was recovered from the command line; null again after the owner chose a password or was invited by
   * an administrator. While it is set, password reset requests send no mail.
   */
  recovered_at: number | null;
  /** Since when mails to the present address can't be delivered; null again after one arrives. */
  mail_undelivered_since: number | null;
  created_at: number;
  last_sign_in_at: number | null;
  last_sign_in_address: string | null;
}
export type AccountRow = Selectable<AccountsTable>;

interface TotpFactorsTable {
  id: string;
  account_id: string;
  name: string;
  /** `disabled` by wrong codes (NIST SP 800-63B-4 §3.2.2): it still counts as enrolled, but its codes aren't checked. */
  state: "pending" | "confirmed" | "disabled";
  sealed_secret: Uint8Array;
  /** Only while pending: the browser that started set-up. No other browser may see this secret. */
  browser_hash: Uint8Array | null;
  /** The last accepted time step; an accepted step must be greater. */
  last_step: number;
  created_at: number;
  confirmed_at: number | null;
  /** The address that it was confirmed from (NIST SP 800-63B-4 §4.1). */
  bound_from: string | null;
  last_used_at: number | null;
}
export type TotpFactorRow = Selectable<TotpFactorsTable>;

/** Time steps that an app's codes were accepted for, so that a code stays used if `last_step` is moved back. */
interface SpentStepsTable {
  factor_id: string;
  /** When the time step began. */
  began_at: number;
}

interface PasskeysTable {
  id: string;
  account_id: string;
  /** Base64url, as in WebAuthn's JSON forms. */
  credential_id: string;
  /** COSE_Key, sealed so that it can't be changed unnoticed (ASVS 6.7.1). */
  sealed_public_key: Uint8Array;
  name: string;
  /** The signature counter last seen; 0 if the authenticator has none (WebAuthn Level 3 §6.1.1). */
  counter: number;
  /** Separated by spaces. */
  transports: string;
  aaguid: string;
  /** Backup eligible: may be synchronised to other devices (WebAuthn Level 3 §6.1.3). */
  is_synced: Truth;
  is_backed_up: Truth;
  /** The address that it was registered from. */
  bound_from: string;
  created_at: number;
  last_used_at: number | null;
  last_used_from: string | null;
}
export type PasskeyRow = Selectable<PasskeysTable>;

/** Challenges without a response yet. Any response, right or wrong, uses the challenge up. */
interface WebauthnChallengesTable {
  challenge_hash: Uint8Array;
  /** `autofill`: the challenge had no row before its response, so the row marks it as used. */
  purpose: "registration" | "sign-in" | "autofill" | "second-factor" | "renewal";
  browser_hash: Uint8Array;
  /** Null at the start, where there is no session yet. */
  session_id: string | null;
  /** For a challenge before login: the network or the known browser that requested it. */
  source: string | null;
  expires_at: number;
}
export type WebauthnChallengeRow = Selectable<WebauthnChallengesTable>;

/** An account's recovery codes, made together and hashed with one salt. */
interface RecoverySetsTable {
  account_id: string;
  salt: Uint8Array;
  made_at: number;
  /** When the owner confirmed that the codes are saved; null before that. */
  saved_at: number | null;
  /** When wrong codes in a row disabled the set. */
  disabled_at: number | null;
}
export type RecoverySetRow = Selectable<RecoverySetsTable>;

interface RecoveryCodesTable {
  account_id: string;
  /** Argon2id with the salt of the set (ASVS 6.5.2). */
  code_hash: Uint8Array;
  used_at: number | null;
}

/** Wrong codes in a row, by account and method. Not by session, or a new sign-in would reset the count. */
interface WrongCodesTable {
  account_id: string;
  method: "totp" | "totp-set-up" | "recovery-code";
  count: number;
  last_wrong_at: number;
  wait_until: number | null;
  /** Whether an attempt during this wait, or on the disabled factor, is recorded already. */
  is_hold_recorded: Generated<Truth>;
}
export type WrongCodesRow = Selectable<WrongCodesTable>;

interface SessionsTable {
  id: string;
  token_hash: Uint8Array;
  account_id: string;
  realm: "user" | "administrator";
  /** Authenticator assurance level of the authentication that made this session (NIST SP 800-63B-4 §2). */
  aal: 1 | 2;
  /** Authentication methods, RFC 8176 values, separated by spaces. */
  amr: string;
  /** When the unfinished sign-in began; such a session ends soon. Null after the sign-in is finished. */
  unfinished_since: number | null;
  awaits_acknowledgement: Truth;
  /** When the account's strongest factor was last proved in this session. */
  authenticated_at: number;
  /** Whether a first factor may be set up: the mailed link was opened in this session, or the server requires none. */
  has_ticket: Truth;
  /** True if a first factor was enrolled after a login by password alone: in this session that factor proves nothing. */
  is_binding_late: Truth;
  /** Whether a wrong set-up link is recorded already. Links can't be guessed, so only the first in a session is recorded. */
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
  /** When the last wrong password was given. */
  since: number;
  wait_until: number | null;
  /** Whether an attempt during this wait is recorded already. */
  is_hold_recorded: Generated<Truth>;
}

/** Browsers from which an account has signed in fully. A stranger's wrong passwords don't make these wait. */
interface KnownBrowsersTable {
  account_id: string;
  browser_hash: Uint8Array;
  last_sign_in_at: number;
}

interface InvitationsTable {
  token_hash: Uint8Array;
  account_id: string;
  expires_at: number;
}

/** Each invitation that an administrator has sent within the last hour, to count them. */
interface InvitationMailsTable {
  administrator_id: string;
  sent_at: number;
}

/** Wrong passwords from one network, over all accounts: attempts spread over many accounts add up here. */
interface WrongPasswordNetworksTable {
  network: string;
  count: number;
  /** When the counted hour began. */
  since: number;
  wait_until: number | null;
  is_hold_recorded: Generated<Truth>;
}

/** Every request for a new password, for counting; most also have a link. */
interface PasswordResetsTable {
  token_hash: Uint8Array;
  /** Null after a link of the account was used or its password changed, and if there was no account to mail. */
  account_id: string | null;
  /** The address that the link was mailed to; empty if none was mailed. */
  email_key: string;
  /** The same address without its `+` part: mails to one mailbox are counted by it. */
  mailbox: Generated<string>;
  network: string;
  asked_at: number;
}

/** Set-up links, at most one for each account, if the server requires them. */
interface SetUpLinksTable {
  account_id: string;
  /** Null after use; the row stays because it also counts the mails. */
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
  /** A name that prevents a second mail about the same thing; a reminder's name has its deadline. */
  once: string | null;
  /** Null if there is no account or it was deleted, and for mails of older versions. */
  account_id: string | null;
  /** Names the template, like `reminder`. */
  kind: string | null;
  /** Sealed, because links in mails open accounts; null once it is sent. */
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
  /** SHA-256 over the link before it and this row; null until the ticker has linked it. */
  link: Uint8Array | null;
}
export type AuditEventRow = Selectable<AuditEventsTable>;

/** Counts events of one kind, by one account from one network, within an hour. Those beyond a rate are only counted. */
interface ActivityRepeatsTable {
  actor_id: string;
  kind: string;
  outcome: "success" | "failure";
  /** Empty if no other account is concerned. */
  subject_id: string;
  network: string;
  /** When the hour began. */
  since: number;
  count: number;
  /** The time of the last event; the columns below are of the last event, too. */
  at: number;
  actor: string | null;
  subject: string | null;
  detail: string;
  address: string | null;
}
export type ActivityRepeatsRow = Selectable<ActivityRepeatsTable>;

/** One row: the last link of the chain, sealed, so that only a server with its keys can have written it. */
interface AuditSealsTable {
  id: string;
  up_to: number;
  sealed_link: Uint8Array;
}

/** Key slots of the keyring, as secure-store hands them out. */
interface KeySlotsTable {
  id: string;
  key_version: number;
  kek_id: string;
  /** The kind of the store that sealed it. */
  kind: string;
  sealed: string;
}

/** The key versions that rows of this database may be sealed under: identifiers, never keys. */
interface KeysTable {
  kek_id: string;
  key_version: number;
  made_at: number;
}

interface RegistrationsTable {
  id: string;
  email: string;
  /** The address that requested it. */
  address: string;
  device_hash: Uint8Array;
  link_hash: Uint8Array;
  code_hash: Uint8Array;
  tries_left: number;
  expires_at: number;
  created_at: number;
  verified_at: number | null;
  /** Whether the app had any accounts at its last message. The server never learns which. */
  holds_accounts: Generated<Truth>;
}
export type RegistrationRow = Selectable<RegistrationsTable>;

/** One row for each mail that an app asked for, kept to count them even if the registration fails. */
interface RegistrationMailsTable {
  email_key: string;
  network: string;
  sent_at: number;
}
