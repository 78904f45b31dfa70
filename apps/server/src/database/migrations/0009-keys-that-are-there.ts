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

const statements = sealed.flatMap(([table, column]) =>
  (["INSERT", "UPDATE"] as const).flatMap((act) => [
    `DROP TRIGGER IF EXISTS ${nameOf(table, act)}`,
    refuseUnknownKeys(table, column, act),
  ]),
);

function nameOf(table: string, act: "INSERT" | "UPDATE"): string {
  return `${table}_${act.toLowerCase()}_under_a_key`;
}

/**
 * After a restore, a running server can have a key that is only in its memory. Values sealed with that key
 * would be lost. A sealed value begins with its format, 01, and bytes 2 to 5 are its key version.
 */
function refuseUnknownKeys(table: string, column: string, act: "INSERT" | "UPDATE"): string {
  return `CREATE TRIGGER ${nameOf(table, act)} BEFORE ${act === "UPDATE" ? `UPDATE OF ${column}` : act} ON ${table}
    WHEN hex(substr(NEW.${column}, 1, 1)) = '01'
      AND NOT EXISTS (SELECT 1 FROM keys WHERE printf('%08X', key_version) = hex(substr(NEW.${column}, 2, 4)))
    BEGIN SELECT RAISE(ABORT, 'sealed under a key version that there is not'); END`;
}
