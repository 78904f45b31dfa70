import { sql } from "kysely";
import type { Database, Queryable } from "../database/database.ts";
import type { Keys } from "./keys.ts";
import { type PasskeyIdentity, type SealedColumn, type SealedRow, sealedColumns } from "./sealed-columns.ts";

/** Rows a transaction: traffic waits for no longer than these take. */
const batchSize = 500;

/** How many rows are sealed under which key version. */
export async function countByKeyVersion(database: Queryable): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  for (const { table, column } of sealedColumns) {
    const { rows } = await sql<{ version: string; count: number }>`
      select hex(substr(${sql.ref(column)}, 2, 4)) as version, count(*) as count
      from ${sql.table(table)} where ${sql.ref(column)} is not null group by 1`.execute(database);
    for (const { version, count } of rows) {
      const keyVersion = Number.parseInt(version, 16);
      counts.set(keyVersion, (counts.get(keyVersion) ?? 0) + count);
    }
  }
  return counts;
}

/**
 * Seals one batch of rows anew that an older key version sealed. What is left shows in the rows themselves, so this can
 * be interrupted anywhere and asked for again, by any process, with traffic running.
 * @returns how many rows it looked at; 0 once none of an older version is left
 */
export async function rewrapSome(database: Database, keys: Keys): Promise<number> {
  for (const column of sealedColumns) {
    const rewrapped = await database.transaction().execute(async (tx) => {
      const rows = await outdatedRows(tx, column, keys.keyring.keyVersion);
      for (const row of rows) await rewrapOne(tx, column, keys, row);
      return rows.length;
    });
    if (rewrapped > 0) return rewrapped;
  }
  return 0;
}

async function outdatedRows(
  tx: Queryable,
  { table, column, boundTo, associatedData }: SealedColumn,
  keyVersion: number,
): Promise<SealedRow[]> {
  // A sealed row carries its key version in bytes 2 to 5.
  const version = Buffer.alloc(4);
  version.writeUInt32BE(keyVersion);
  // Of what binds, there is as much as `boundTo` names, which is all that its own `associatedData` reads.
  const { rows } = await sql<PasskeyIdentity & { sealed: Uint8Array }>`
    select ${sql.join(boundTo.map((name) => sql.ref(name)))}, ${sql.ref(column)} as sealed
    from ${sql.table(table)} where ${sql.ref(column)} is not null and substr(${sql.ref(column)}, 2, 4) < ${version}
    limit ${batchSize}`.execute(tx);
  return rows.map((row) => ({ id: row.id, sealed: row.sealed, associatedData: associatedData(row) }));
}

async function rewrapOne(
  tx: Queryable,
  { table, column }: SealedColumn,
  keys: Keys,
  { id, sealed, associatedData }: SealedRow,
): Promise<void> {
  const renewed = keys.keyring.rewrap(sealed, associatedData);
  await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${renewed} where id = ${id}`.execute(tx);
}
