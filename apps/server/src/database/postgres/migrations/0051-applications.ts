import { type Kysely, sql } from "kysely";
import { indexesOfApplications } from "../../migrations/0051-applications.ts";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [...tables, ...indexesOfApplications]) await sql.raw(statement).execute(database);
}

const tables = [
  `CREATE TABLE applications (
    id TEXT COLLATE "C" PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL DEFAULT '',
    template TEXT COLLATE "C",
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('openid', 'proxy')),
    client_type TEXT COLLATE "C" NOT NULL CHECK (client_type IN ('confidential', 'public')),
    launch_address TEXT COLLATE "C",
    second_factor TEXT COLLATE "C" NOT NULL DEFAULT 'account' CHECK (second_factor IN ('account', 'always')),
    open_to TEXT COLLATE "C" NOT NULL DEFAULT 'groups' CHECK (open_to IN ('everyone', 'groups')),
    keeps_access BIGINT NOT NULL DEFAULT 0,
    logout_address TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    first_login_at BIGINT
  )`,
  `CREATE TABLE application_addresses (
    application_id TEXT COLLATE "C" NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('callback', 'after-logout', 'origin')),
    address TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (application_id, kind, address)
  )`,
  `CREATE TABLE application_groups (
    application_id TEXT COLLATE "C" NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    group_id TEXT COLLATE "C" NOT NULL REFERENCES user_groups (id) ON DELETE CASCADE,
    PRIMARY KEY (application_id, group_id)
  )`,
  `CREATE TABLE application_secrets (
    id TEXT COLLATE "C" PRIMARY KEY,
    application_id TEXT COLLATE "C" NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    hash TEXT COLLATE "C" NOT NULL,
    hint TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    last_used_at BIGINT
  )`,
  `CREATE TABLE application_refusals (
    id TEXT COLLATE "C" PRIMARY KEY,
    application_id TEXT COLLATE "C" NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    detail TEXT COLLATE "C" NOT NULL
  )`,
];
