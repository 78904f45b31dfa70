import type { Generated, Selectable } from "kysely";

/** Times are milliseconds since the Unix epoch; truths are 0 or 1; tokens are stored as SHA-256 hashes only. */
export interface Schema {
  accounts: AccountsTable;
  totp_factors: TotpFactorsTable;
  sessions: SessionsTable;
  wrong_passwords: WrongPasswordsTable;
  known_browsers: KnownBrowsersTable;
  invitations: InvitationsTable;
  first_administrator_links: FirstAdministratorLinksTable;
  outbox: OutboxTable;
  audit_events: AuditEventsTable;
  key_slots: KeySlotsTable;
  keys: KeysTable;
  registrations: RegistrationsTable;
}

type Truth = 0 | 1;

interface AccountsTable {
  id: string;
  realm: "user" | "administrator";
  username: string | null;
  email: string;
  /** Lower case: addresses are compared without case. */
  email_key: string;
  name: string;
  state: "staged" | "active" | "suspended";
  password_hash: string | null;
  mfa_required: Truth;
  mfa_required_at: number | null;
  /** When set-up must be done; null while nothing is required or no days were granted. */
  enrol_by: number | null;
  /** Written once when the deadline passes; only an administrator clears it. */
  deadline_locked_at: number | null;
  created_at: number;
  last_sign_in_at: number | null;
  last_sign_in_address: string | null;
}
export type AccountRow = Selectable<AccountsTable>;

interface TotpFactorsTable {
  id: string;
  account_id: string;
  state: "pending" | "confirmed" | "disabled";
  sealed_secret: Uint8Array;
  /** Pending only: the browser that began it, so that no other browser ever sees this secret. */
  browser_hash: Uint8Array | null;
  /** The last accepted time step; an accepted step must be greater. */
  last_step: number;
  wrong_codes: number;
  last_wrong_at: number | null;
  wait_until: number | null;
  created_at: number;
  confirmed_at: number | null;
  last_used_at: number | null;
}
export type TotpFactorRow = Selectable<TotpFactorsTable>;

interface SessionsTable {
  id: string;
  token_hash: Uint8Array;
  account_id: string;
  realm: "user" | "administrator";
  /** Authenticator assurance level of the authentication that made this session (NIST SP 800-63B-4 §2). */
  aal: 1 | 2;
  /** Authentication methods, RFC 8176 values, separated by spaces. */
  amr: string;
  /** Since when a step is missing: such a session dies soon. Null once the sign-in is finished. */
  unfinished_since: number | null;
  awaits_acknowledgement: Truth;
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
  since: number;
  wait_until: number | null;
}

/** Browsers from which an account has signed in fully: a stranger's wrong passwords do not hold them off. */
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

interface FirstAdministratorLinksTable {
  token_hash: Uint8Array;
  expires_at: number;
}

interface OutboxTable {
  id: string;
  /** The same mail is never queued twice: a reminder carries the deadline it is about. */
  once: string | null;
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
}

/** Key slots of the keyring, as secure-store hands them out. */
interface KeySlotsTable {
  id: string;
  key_version: number;
  kek_id: string;
  kind: "tpm" | "keychain" | "passphrase" | "memory";
  sealed: string;
}

/** Which key encryption keys rows of this database may be sealed under: an identifier each, never a key. */
interface KeysTable {
  kek_id: string;
  key_version: number;
}

interface RegistrationsTable {
  id: string;
  email: string;
  /** Where it was asked for from. */
  address: string;
  device_hash: Uint8Array;
  link_hash: Uint8Array;
  code_hash: Uint8Array;
  tries_left: number;
  expires_at: number;
  created_at: number;
  verified_at: number | null;
}
export type RegistrationRow = Selectable<RegistrationsTable>;
