import { type Kysely, sql } from "kysely";
import { indexesOfGroups } from "../../migrations/0043-groups.ts";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [...tables, ...indexesOfGroups]) await sql.raw(statement).execute(database);
}

const tables = [
  "ALTER TABLE accounts ADD COLUMN mfa_only_by_groups BIGINT NOT NULL DEFAULT 0",
  'ALTER TABLE accounts ADD COLUMN own_deadline TEXT COLLATE "C"',
  "ALTER TABLE accounts ADD COLUMN own_enrol_by BIGINT",
  "ALTER TABLE accounts ADD COLUMN own_days_from_acceptance BIGINT",
  `CREATE TABLE user_groups (
    id TEXT COLLATE "C" PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    required_days BIGINT,
    required_at BIGINT,
    changed_by TEXT COLLATE "C" REFERENCES accounts (id) ON DELETE SET NULL,
    apply_after TEXT COLLATE "C",
    deleted_at BIGINT,
    created_at BIGINT NOT NULL
  )`,
  `CREATE TABLE group_members (
    group_id TEXT COLLATE "C" NOT NULL REFERENCES user_groups (id) ON DELETE CASCADE,
    account_id TEXT COLLATE "C" NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    joined_at BIGINT NOT NULL,
    counts_from BIGINT NOT NULL,
    is_enrolled BIGINT NOT NULL,
    PRIMARY KEY (group_id, account_id)
  )`,
  `CREATE TABLE policies (
    name TEXT COLLATE "C" PRIMARY KEY CHECK (name IN ('new-users', 'administrators')),
    days BIGINT,
    set_at BIGINT NOT NULL
  )`,
];
