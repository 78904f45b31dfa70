import { type Kysely, sql } from "kysely";
import { indexesOfOpenid } from "../../migrations/0052-openid.ts";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [...tables, ...indexesOfOpenid, ...triggers])
    await sql.raw(statement).execute(database);
}

const tables = [
  "ALTER TABLE accounts ADD COLUMN email_verified_at BIGINT",
  `CREATE TABLE application_sessions (
    id TEXT COLLATE "C" PRIMARY KEY,
    account_id TEXT COLLATE "C" NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    application_id TEXT COLLATE "C" NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    session_id TEXT COLLATE "C" REFERENCES sessions (id) ON DELETE CASCADE,
    scope TEXT COLLATE "C" NOT NULL,
    aal BIGINT NOT NULL,
    began_at BIGINT NOT NULL,
    last_login_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    is_over BIGINT NOT NULL DEFAULT 0
  )`,
  `CREATE TABLE openid_records (
    id TEXT COLLATE "C" PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    payload TEXT COLLATE "C" NOT NULL,
    account_id TEXT COLLATE "C" REFERENCES accounts (id) ON DELETE CASCADE,
    application_id TEXT COLLATE "C" REFERENCES applications (id) ON DELETE CASCADE,
    session_id TEXT COLLATE "C" REFERENCES sessions (id) ON DELETE CASCADE,
    application_session_id TEXT COLLATE "C" REFERENCES application_sessions (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL,
    consumed_at BIGINT
  )`,
  `CREATE TABLE authorizations (
    id TEXT COLLATE "C" PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('log-in', 'log-out')),
    browser_hash BYTEA NOT NULL,
    application_id TEXT COLLATE "C" REFERENCES applications (id) ON DELETE CASCADE,
    session_id TEXT COLLATE "C" REFERENCES sessions (id) ON DELETE CASCADE,
    payload TEXT COLLATE "C" NOT NULL,
    started_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
  )`,
  `CREATE TABLE signing_keys (
    id TEXT COLLATE "C" PRIMARY KEY,
    sealed_key BYTEA NOT NULL,
    made_at BIGINT NOT NULL
  )`,
  `CREATE TABLE logout_notices (
    id TEXT COLLATE "C" PRIMARY KEY,
    application_id TEXT COLLATE "C" NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    sub TEXT COLLATE "C" NOT NULL,
    sid TEXT COLLATE "C" NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    next_attempt_at BIGINT NOT NULL DEFAULT 0,
    claim TEXT COLLATE "C",
    claimed_until BIGINT NOT NULL DEFAULT 0
  )`,
];

const triggers = [
  `CREATE FUNCTION end_application_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      DELETE FROM application_sessions WHERE account_id = NEW.id;
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER accounts_end_application_sessions AFTER UPDATE OF state, deadline_locked_at ON accounts
    FOR EACH ROW WHEN (NEW.state <> 'active' OR NEW.deadline_locked_at IS NOT NULL)
    EXECUTE FUNCTION end_application_sessions()`,
  `CREATE FUNCTION unverify_email() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE accounts SET email_verified_at = NULL WHERE id = NEW.id;
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER accounts_unverify_email AFTER UPDATE OF email_key ON accounts FOR EACH ROW
    WHEN (OLD.email_key IS DISTINCT FROM NEW.email_key) EXECUTE FUNCTION unverify_email()`,
  `CREATE FUNCTION notify_application() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO logout_notices (id, application_id, sub, sid)
      SELECT gen_random_uuid()::text, id, OLD.account_id, OLD.id FROM applications
      WHERE id = OLD.application_id AND logout_address IS NOT NULL;
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER application_sessions_notify AFTER DELETE ON application_sessions FOR EACH ROW
    WHEN (OLD.is_over = 0) EXECUTE FUNCTION notify_application()`,
  `CREATE TRIGGER signing_keys_under_a_key BEFORE INSERT OR UPDATE OF sealed_key ON signing_keys
    FOR EACH ROW EXECUTE FUNCTION refuse_unknown_key('sealed_key')`,
];
