import { nameKey } from "../core/folded-words.ts";
import type { Queryable } from "../database/database.ts";
import type { ApplicationRow } from "../database/schema.ts";
import type { AddressKind } from "./applications.repository.ts";

export async function isNameTaken(database: Queryable, name: string): Promise<boolean> {
  const other = await database
    .selectFrom("applications")
    .select("id")
    .where("name_key", "=", nameKey(name))
    .executeTakeFirst();
  return other !== undefined;
}

export function insertApplication(
  tx: Queryable,
  row: Omit<ApplicationRow, "name_key" | "first_login_at">,
): Promise<ApplicationRow> {
  return tx
    .insertInto("applications")
    .values({ ...row, name_key: nameKey(row.name) })
    .returningAll()
    .executeTakeFirstOrThrow();
}

type Changed = Partial<Omit<ApplicationRow, "id" | "name_key" | "kind" | "template" | "created_at">>;

export async function storeApplication(tx: Queryable, id: string, changed: Changed): Promise<void> {
  const key = changed.name === undefined ? {} : { name_key: nameKey(changed.name) };
  if (Object.keys(changed).length === 0) return;
  await tx
    .updateTable("applications")
    .set({ ...changed, ...key })
    .where("id", "=", id)
    .execute();
}

export async function storeAddresses(
  tx: Queryable,
  id: string,
  kind: AddressKind,
  addresses: readonly string[],
): Promise<void> {
  await tx
    .deleteFrom("application_addresses")
    .where("application_id", "=", id)
    .where("kind", "=", kind)
    .execute();
  const rows = [...new Set(addresses)].map((address) => ({ application_id: id, kind, address }));
  if (rows.length > 0) await tx.insertInto("application_addresses").values(rows).execute();
}

export async function deleteApplication(tx: Queryable, id: string): Promise<void> {
  await tx.deleteFrom("applications").where("id", "=", id).execute();
}

/** Only the first login is stored, so later logins write nothing. */
export async function noteFirstLogin(tx: Queryable, id: string, now: number): Promise<void> {
  await tx
    .updateTable("applications")
    .set({ first_login_at: now })
    .where("id", "=", id)
    .where("first_login_at", "is", null)
    .execute();
}
