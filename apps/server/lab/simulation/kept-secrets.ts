import { sql } from "kysely";
import type { Database } from "../../src/database/database.ts";

/** Columns with these names are secrets. A column of bytes is always a secret. */
const secretNames = /hash|secret|sealed|token|challenge|key$/;
const shownNames = new Set(["email_key", "name_key"]);

export interface Kept {
  place: string;
  value: string | Uint8Array;
}

/** Reads the list of tables from the database, so a new table is included automatically. */
export async function keptSecrets(database: Database): Promise<Kept[]> {
  const tables = await sql<{ name: string }>`select name from sqlite_schema where type = 'table'`.execute(
    database,
  );
  const kept: Kept[] = [];
  for (const { name: table } of tables.rows) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(database);
    for (const [column, value] of rows.flatMap((row) => Object.entries(row))) {
      const place = `${table}.${column}`;
      if (value instanceof Uint8Array) kept.push({ place, value });
      else if (typeof value === "string" && secretNames.test(column) && !shownNames.has(column)) {
        kept.push({ place, value });
      }
    }
  }
  return kept;
}

export function formIn(text: string, value: string | Uint8Array): string | undefined {
  const lower = text.toLowerCase();
  const found = Object.entries(formsOf(value)).find(([, form]) => lower.includes(form.toLowerCase()));
  return found?.[0];
}

export function formsOf(value: string | Uint8Array): Record<string, string> {
  const bytes = Buffer.from(value);
  const json = JSON.stringify([...bytes]);
  return {
    text: typeof value === "string" ? value : bytes.toString("latin1"),
    hex: bytes.toString("hex"),
    base64: bytes.toString("base64").replaceAll("=", ""),
    base64url: bytes.toString("base64url"),
    "list of bytes": json.slice(1, -1),
    "object of bytes": JSON.stringify(Object.fromEntries(bytes.entries())).slice(1, -1),
  };
}
