import type { Queryable } from "../../database/database.ts";
import type { LogoRow } from "../../database/schema.ts";

const only = "organisation";

export function findLogo(database: Queryable): Promise<Omit<LogoRow, "content"> | undefined> {
  return database
    .selectFrom("logos")
    .select(["id", "hash", "type", "width", "height", "changed_at", "changed_by"])
    .where("id", "=", only)
    .executeTakeFirst();
}

export function findLogoContent(
  database: Queryable,
  hash: string,
): Promise<Pick<LogoRow, "type" | "content"> | undefined> {
  return database
    .selectFrom("logos")
    .select(["type", "content"])
    .where("id", "=", only)
    .where("hash", "=", hash)
    .executeTakeFirst();
}

export async function storeLogo(tx: Queryable, logo: Omit<LogoRow, "id">): Promise<void> {
  await tx
    .insertInto("logos")
    .values({ id: only, ...logo })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(logo))
    .execute();
}

export async function removeLogo(tx: Queryable): Promise<void> {
  await tx.deleteFrom("logos").where("id", "=", only).execute();
}
