import type { Queryable } from "../database/database.ts";
import type { SigningKeyRow } from "../database/schema.ts";

/** The oldest key comes first. */
export function readSigningKeys(database: Queryable): Promise<SigningKeyRow[]> {
  return database.selectFrom("signing_keys").selectAll().orderBy("made_at").orderBy("id").execute();
}

export async function insertSigningKey(tx: Queryable, row: SigningKeyRow): Promise<void> {
  await tx.insertInto("signing_keys").values(row).execute();
}

export async function deleteSigningKeys(tx: Queryable, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.deleteFrom("signing_keys").where("id", "in", ids).execute();
}
