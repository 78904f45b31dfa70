import { sql } from "kysely";
import type { Database } from "../../src/database/database.ts";

/** Names of columns whose values no answer may have, in any table; the same goes for every column of bytes. */
const secretNames = /hash|secret|sealed|token|challenge|key$/;
/** Columns whose text may be in an answer, although their names match `secretNames`. */
const shownNames = new Set(["email_key"]);

/** A value that has to stay in the database, with the place it was found in. */
export interface Kept {
  place: string;
  value: string | Uint8Array;
}

/** Every value of every secret column. The columns are read from the database, so new tables are included. */
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

/** The name of the form in which a text contains the value; undefined if it doesn't. */
export function formIn(text: string, value: string | Uint8Array): string | undefined {
  const lower = text.toLowerCase();
  const found = Object.entries(formsOf(value)).find(([, form]) => lower.includes(form.toLowerCase()));
  return found?.[0];
}

/** All encodings that bytes may have in JSON. */
export function formsOf(value: string | Uint8Array): Record<string, string> {
  const bytes = Buffer.from(value);
  const json = JSON.stringify([...bytes]);
  return {
    text: typeof value === "string" ? value : bytes.toString("latin1"),
    hex: bytes.toString("hex"),
    base64: bytes.toString("base64").replaceAll("=", ""),
    base64url: bytes.toString("base64url"),
    "list of bytes": json.slice(1, -1),
    // As JSON writes a Uint8Array.
    "object of bytes": JSON.stringify(Object.fromEntries(bytes.entries())).slice(1, -1),
  };
}
