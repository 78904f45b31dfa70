import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [...tables, ...indexesOfGroups]) await sql.raw(statement).execute(database);
}

const tables = [
  "ALTER TABLE accounts ADD COLUMN mfa_only_by_groups INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE accounts ADD COLUMN own_deadline TEXT",
  "ALTER TABLE accounts ADD COLUMN own_enrol_by INTEGER",
  "ALTER TABLE accounts ADD COLUMN own_days_from_acceptance INTEGER",
  `CREATE TABLE user_groups (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    required_days INTEGER,
    required_at INTEGER,
    changed_by TEXT REFERENCES accounts (id) ON DELETE SET NULL,
    apply_after TEXT,
    deleted_at INTEGER,
    created_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE group_members (
    group_id TEXT NOT NULL REFERENCES user_groups (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    joined_at INTEGER NOT NULL,
    counts_from INTEGER NOT NULL,
    is_enrolled INTEGER NOT NULL,
    PRIMARY KEY (group_id, account_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE policies (
    name TEXT PRIMARY KEY CHECK (name IN ('new-users', 'administrators')),
    days INTEGER,
    set_at INTEGER NOT NULL
  ) STRICT`,
];

/** SQLite and Postgres get the same indexes. */
export const indexesOfGroups = [
  "CREATE UNIQUE INDEX user_groups_by_name ON user_groups (name_key) WHERE deleted_at IS NULL",
  "CREATE INDEX user_groups_changed ON user_groups (apply_after, id) WHERE apply_after IS NOT NULL",
  "CREATE INDEX user_groups_author ON user_groups (changed_by)",
  "CREATE INDEX group_members_account ON group_members (account_id)",
  "CREATE INDEX group_members_enrolled ON group_members (group_id, is_enrolled)",
];
