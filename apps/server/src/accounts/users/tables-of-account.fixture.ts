import type { Database } from "../../database/database.ts";
import type { Schema } from "../../database/schema.ts";

const ofAccount = ["account_id", "administrator_id", "factor_id", "session_id"];

/** A new table must get a row in `fillTables`. */
export async function tablesOfAccounts(database: Database): Promise<(keyof Schema)[]> {
  const tables = await database.introspection.getTables();
  return tables
    .filter(({ columns }) => columns.some(({ name }) => ofAccount.includes(name)))
    .map(({ name }) => name as keyof Schema)
    .filter((name) => name !== "invitation_mails");
}

const sealed = Buffer.alloc(40);
const hash = Buffer.alloc(32, 7);

export async function fillTables(database: Database, accountId: string, now: number): Promise<void> {
  const own = { account_id: accountId };
  const wait = { wait_until: now + 60_000, is_hold_recorded: 0 } as const;
  await database
    .insertInto("totp_factors")
    .values({
      ...own,
      id: `app of ${accountId}`,
      name: "Phone",
      state: "confirmed",
      sealed_secret: sealed,
      browser_hash: null,
      last_step: 0,
      created_at: now,
      confirmed_at: now,
      bound_from: null,
      last_used_at: null,
    })
    .execute();
  await database
    .insertInto("spent_steps")
    .values({ factor_id: `app of ${accountId}`, began_at: now })
    .execute();
  await database
    .insertInto("passkeys")
    .values({
      ...own,
      id: `passkey of ${accountId}`,
      credential_id: `of ${accountId}`,
      sealed_public_key: sealed,
      name: "Key",
      counter: 0,
      transports: "",
      aaguid: "",
      is_synced: 0,
      is_backed_up: 0,
      bound_from: "192.0.2.1",
      created_at: now,
      last_used_at: null,
      last_used_from: null,
    })
    .execute();
  await database
    .insertInto("sessions")
    .values({
      ...own,
      id: `session of ${accountId}`,
      token_hash: hash,
      realm: "user",
      aal: 2,
      amr: "pwd otp",
      unfinished_since: null,
      awaits_acknowledgement: 0,
      authenticated_at: now,
      has_ticket: 0,
      is_binding_late: 0,
      is_wrong_ticket_recorded: 0,
      began_at: now,
      last_seen_at: now,
      address: "192.0.2.1",
      user_agent: "",
      previous_sign_in_at: null,
      previous_sign_in_address: null,
    })
    .execute();
  await database
    .insertInto("api_keys")
    .values({
      ...own,
      id: `key of ${accountId}`,
      key_hash: hash,
      begins_with: "abcd",
      name: "Script",
      role: "read-only",
      created_at: now,
      expires_at: now + 60_000,
      last_used_at: null,
      last_used_from: null,
    })
    .execute();
  await database
    .insertInto("webauthn_challenges")
    .values({
      challenge_hash: hash,
      purpose: "second-factor",
      browser_hash: hash,
      session_id: `session of ${accountId}`,
      source: null,
      expires_at: now + 60_000,
    })
    .execute();
  await database
    .insertInto("recovery_sets")
    .values({ ...own, salt: hash, made_at: now, saved_at: now, disabled_at: null })
    .execute();
  await database
    .insertInto("recovery_codes")
    .values({ ...own, code_hash: hash, used_at: null })
    .execute();
  await database
    .insertInto("bypass_codes")
    .values({
      ...own,
      salt: hash,
      code_hash: hash,
      issued_at: now,
      issued_by: "Ada",
      expires_at: now + 60_000,
    })
    .execute();
  await database
    .insertInto("wrong_codes")
    .values({ ...own, method: "totp", count: 9, last_wrong_at: now, ...wait })
    .execute();
  await database
    .insertInto("wrong_passwords")
    .values({ ...own, source: "192.0.2.1", count: 99, since: now, ...wait })
    .execute();
  await database
    .insertInto("known_browsers")
    .values({ ...own, browser_hash: hash, last_sign_in_at: now })
    .execute();
  await database
    .insertInto("invitations")
    .values({ ...own, token_hash: hash, expires_at: now + 60_000 })
    .execute();
  await database
    .insertInto("set_up_tickets")
    .values({
      ...own,
      token_hash: hash,
      expires_at: now + 60_000,
      sent_at: now,
      day_began_at: now,
      sent_that_day: 9,
    })
    .execute();
  const group = `group of ${accountId.slice(0, 8)}`;
  await database
    .insertInto("user_groups")
    .values({ id: group, name: group, name_key: group, created_at: now })
    .execute();
  await database
    .insertInto("group_members")
    .values({ ...own, group_id: group, joined_at: now, counts_from: now, is_enrolled: 1 })
    .execute();
  await fillApplications(database, accountId, now);
  await fillMails(database, accountId, now);
}

async function fillApplications(database: Database, accountId: string, now: number): Promise<void> {
  const application = {
    id: `application of ${accountId.slice(0, 8)}`,
    kind: "openid",
    client_type: "public",
  } as const;
  await database
    .insertInto("applications")
    .values({ ...application, name: "Wiki", created_at: now })
    .execute();
  const session = { session_id: `session of ${accountId}`, application_id: application.id };
  const ends = { expires_at: now + 60_000 };
  await database
    .insertInto("application_sessions")
    .values({
      ...session,
      ...ends,
      id: `login of ${accountId}`,
      account_id: accountId,
      scope: "openid",
      aal: 1,
      began_at: now,
      last_login_at: now,
    })
    .execute();
  await database
    .insertInto("door_entries")
    .values({ token_hash: Buffer.from(accountId), application_session_id: `login of ${accountId}` })
    .execute();
  await database
    .insertInto("openid_records")
    .values({
      ...session,
      ...ends,
      id: `token of ${accountId}`,
      kind: "AccessToken",
      payload: "{}",
      account_id: accountId,
      application_session_id: `login of ${accountId}`,
      consumed_at: null,
    })
    .execute();
  await database
    .insertInto("authorizations")
    .values({
      ...session,
      ...ends,
      id: `authorization of ${accountId}`,
      kind: "log-in",
      source: "192.0.2.1",
      browser_hash: hash,
      payload: "{}",
      started_at: now,
      used_at: null,
    })
    .execute();
}

async function fillMails(database: Database, accountId: string, now: number): Promise<void> {
  const mail = {
    id: `mail of ${accountId}`,
    once: `once ${accountId}`,
    account_id: accountId,
    kind: "reminder",
    sealed_mail: sealed,
    queued_at: now,
    attempts: 0,
    next_attempt_at: now + 3600_000,
    sent_at: null,
  };
  await database.insertInto("outbox").values(mail).execute();
  const reset = { email_key: "ursula@example.com", mailbox: "ursula@example.com", asked_at: now };
  await database
    .insertInto("password_resets")
    .values([
      { ...reset, token_hash: hash, account_id: accountId, network: "192.0.2.1" },
      { ...reset, token_hash: Buffer.alloc(32, 8), account_id: null, network: "192.0.2.2" },
    ])
    .execute();
}
