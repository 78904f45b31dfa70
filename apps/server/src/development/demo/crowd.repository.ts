import type { Insertable } from "kysely";
import type { Queryable } from "../../database/database.ts";
import type { Schema } from "../../database/schema.ts";

/** SQLite allows 32,766 values in a statement. */
const mostValues = 30_000;

type Rows = { [Table in keyof Schema]?: readonly Insertable<Schema[Table]>[] };

/** The tables are filled in the order of the object's keys. */
export async function insertRows(database: Queryable, rows: Rows): Promise<void> {
  for (const table of Object.keys(rows) as (keyof Schema)[]) {
    const all = (rows[table] ?? []) as readonly Insertable<Schema[typeof table]>[];
    const most = Math.floor(mostValues / Math.max(1, Object.keys(all[0] ?? {}).length));
    for (let from = 0; from < all.length; from += most) {
      await database
        .insertInto(table)
        .values(all.slice(from, from + most))
        .execute();
    }
  }
}
