import type { Queryable } from "../database/database.ts";
import type { StoredSetting } from "../database/schema.ts";

export function findSettings(database: Queryable): Promise<StoredSetting[]> {
  return database.selectFrom("settings").selectAll().execute();
}

export function findSetting(database: Queryable, name: string): Promise<StoredSetting | undefined> {
  return database.selectFrom("settings").selectAll().where("name", "=", name).executeTakeFirst();
}

export async function storeSetting(tx: Queryable, setting: StoredSetting): Promise<void> {
  const { name, ...changed } = setting;
  await tx
    .insertInto("settings")
    .values({ name, ...changed })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(changed))
    .execute();
}
