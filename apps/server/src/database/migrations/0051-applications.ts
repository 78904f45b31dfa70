import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [...tables, ...indexesOfApplications]) await sql.raw(statement).execute(database);
}

const tables = [
  `CREATE TABLE applications (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL DEFAULT '',
    template TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('openid', 'proxy')),
    client_type TEXT NOT NULL CHECK (client_type IN ('confidential', 'public')),
    launch_address TEXT,
    second_factor TEXT NOT NULL DEFAULT 'account' CHECK (second_factor IN ('account', 'always')),
    open_to TEXT NOT NULL DEFAULT 'groups' CHECK (open_to IN ('everyone', 'groups')),
    keeps_access INTEGER NOT NULL DEFAULT 0,
    logout_address TEXT,
    created_at INTEGER NOT NULL,
    first_login_at INTEGER
  ) STRICT`,
  `CREATE TABLE application_addresses (
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('callback', 'after-logout', 'origin')),
    address TEXT NOT NULL,
    PRIMARY KEY (application_id, kind, address)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE application_groups (
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    group_id TEXT NOT NULL REFERENCES user_groups (id) ON DELETE CASCADE,
    PRIMARY KEY (application_id, group_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE application_secrets (
    id TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    hash TEXT NOT NULL,
    hint TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    last_used_at INTEGER
  ) STRICT`,
  `CREATE TABLE application_refusals (
    id TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL
  ) STRICT`,
];

/** SQLite and Postgres get the same indexes. */
export const indexesOfApplications = [
  "CREATE INDEX applications_by_name ON applications (name_key, id)",
  "CREATE INDEX applications_open_to ON applications (open_to, name_key, id)",
  "CREATE INDEX application_groups_group ON application_groups (group_id)",
  "CREATE INDEX application_secrets_application ON application_secrets (application_id, created_at)",
  "CREATE INDEX application_refusals_newest ON application_refusals (application_id, at, id)",
];
