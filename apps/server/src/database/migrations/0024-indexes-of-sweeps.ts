import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  "CREATE INDEX sessions_began ON sessions (began_at)",
  "CREATE INDEX totp_factors_unconfirmed ON totp_factors (created_at) WHERE state = 'pending'",
  "CREATE INDEX spent_steps_began ON spent_steps (began_at)",
  "CREATE INDEX webauthn_challenges_expires ON webauthn_challenges (expires_at)",
  "CREATE INDEX registrations_unverified ON registrations (expires_at) WHERE verified_at IS NULL",
  "CREATE INDEX registration_mails_sent ON registration_mails (sent_at)",
  "CREATE INDEX known_browsers_last_sign_in ON known_browsers (last_sign_in_at)",
  "CREATE INDEX invitations_expires ON invitations (expires_at)",
  "CREATE INDEX invitation_mails_sent ON invitation_mails (sent_at)",
  "CREATE INDEX set_up_tickets_expires ON set_up_tickets (expires_at)",
  "CREATE INDEX wrong_passwords_since ON wrong_passwords (since)",
  "CREATE INDEX password_resets_asked ON password_resets (asked_at)",
  "CREATE INDEX outbox_over ON outbox (queued_at) WHERE sealed_mail IS NULL",
  "DROP INDEX outbox_due",
  "CREATE INDEX outbox_waiting ON outbox (next_attempt_at) WHERE sealed_mail IS NOT NULL",
  // Bytes 2 to 5 of a sealed value are its key version. Writers wait while the server searches for a key
  // version, so these indexes make the search fast.
  "CREATE INDEX totp_factors_key ON totp_factors (substr(sealed_secret, 2, 4))",
  "CREATE INDEX passkeys_key ON passkeys (substr(sealed_public_key, 2, 4))",
  "CREATE INDEX outbox_key ON outbox (substr(sealed_mail, 2, 4)) WHERE sealed_mail IS NOT NULL",
];
