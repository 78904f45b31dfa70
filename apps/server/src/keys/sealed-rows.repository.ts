import { sql } from "kysely";
import type { Queryable } from "../database/database.ts";
import { type PasskeyIdentity, type SealedColumn, type SealedRow, sealedColumns } from "./sealed-columns.ts";

export async function countByKeyVersion(database: Queryable): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  for (const { table, column } of sealedColumns) {
    const { rows } = await sql<{ version: Uint8Array; count: number }>`
      select substr(${sql.ref(column)}, 2, 4) as version, count(*) as count
      from ${sql.table(table)} where ${sql.ref(column)} is not null group by 1`.execute(database);
    for (const { version, count } of rows) {
      const keyVersion = Number.parseInt(Buffer.from(version).toString("hex"), 16);
      counts.set(keyVersion, (counts.get(keyVersion) ?? 0) + count);
    }
  }
  return counts;
}

export async function isAnySealedUnder(database: Queryable, keyVersion: number): Promise<boolean> {
  // Bytes 2 to 5 of a sealed value are its key version.
  const version = Buffer.alloc(4);
  version.writeUInt32BE(keyVersion);
  for (const { table, column } of sealedColumns) {
    const { rows } = await sql`
      select 1 from ${sql.table(table)}
      where ${sql.ref(column)} is not null and substr(${sql.ref(column)}, 2, 4) = ${version} limit 1`.execute(
      database,
    );
    if (rows.length > 0) return true;
  }
  return false;
}

export async function sealedRowsAfter(
  database: Queryable,
  { table, column, boundTo, associatedData }: SealedColumn,
  { after, limit }: { after: string; limit: number },
): Promise<SealedRow[]> {
  // `associatedData` reads only the columns in `boundTo`, so the other columns can be missing.
  const { rows } = await sql<PasskeyIdentity & { up_to: number; url: string; sealed: Uint8Array }>`
    select ${sql.join(boundTo.map((name) => sql.ref(name)))}, ${sql.ref(column)} as sealed
    from ${sql.table(table)} where id > ${after} and ${sql.ref(column)} is not null
    order by id limit ${limit}`.execute(database);
  return rows.map((row) => ({ id: row.id, sealed: row.sealed, associatedData: associatedData(row) }));
}

export async function replaceSealed(
  tx: Queryable,
  { table, column }: SealedColumn,
  { id, sealed, renewed }: { id: string; sealed: Uint8Array; renewed: Uint8Array },
): Promise<void> {
  await sql`
    update ${sql.table(table)} set ${sql.ref(column)} = ${renewed}
    where id = ${id} and ${sql.ref(column)} = ${sealed}`.execute(tx);
}
