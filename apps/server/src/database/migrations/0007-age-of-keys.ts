import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const sealed = [
  ["totp_factors", "sealed_secret"],
  ["passkeys", "sealed_public_key"],
  ["outbox", "sealed_mail"],
  ["audit_seals", "sealed_link"],
] as const;

const statements = [
  "ALTER TABLE keys ADD COLUMN made_at INTEGER NOT NULL DEFAULT 0",
  // The age of existing keys is unknown, so the age of the oldest account is used.
  `UPDATE keys SET made_at = coalesce(
    (SELECT min(created_at) FROM accounts),
    CAST(unixepoch('subsec') * 1000 AS INTEGER)
  )`,
  ...sealed.flatMap(([table, column]) =>
    (["INSERT", "UPDATE"] as const).map((act) => refuseGivenUpKeys(table, column, act)),
  ),
];

/**
 * A process might not know that a key version was removed. The trigger stops this process from sealing new
 * values under that version. Bytes 2 to 5 of a sealed value are its key version.
 */
function refuseGivenUpKeys(table: string, column: string, act: "INSERT" | "UPDATE"): string {
  const version = `hex(substr(NEW.${column}, 2, 4))`;
  return `CREATE TRIGGER ${table}_${act.toLowerCase()}_under_a_key BEFORE ${act === "UPDATE" ? `UPDATE OF ${column}` : act} ON ${table}
    WHEN ${version} BETWEEN '00000001' AND (SELECT printf('%08X', max(key_version)) FROM keys)
      AND NOT EXISTS (SELECT 1 FROM keys WHERE printf('%08X', key_version) = ${version})
    BEGIN SELECT RAISE(ABORT, 'sealed under a key version that was given up'); END`;
}
