import type { AdministratorRole } from "@sallyport/contract/text";
import type { Queryable } from "../../database/database.ts";
import { findHolder, type Holder } from "../accounts.repository.ts";

/** In the order of their e-mail addresses. */
export async function findAdministrators(database: Queryable): Promise<Holder[]> {
  const rows = await database
    .selectFrom("accounts")
    .select("id")
    .where("realm", "=", "administrator")
    .orderBy("email_key")
    .execute();
  const holders: Holder[] = [];
  for (const { id } of rows) {
    const holder = await findHolder(database, id);
    if (holder) holders.push(holder);
  }
  return holders;
}

export async function storeRole(tx: Queryable, id: string, role: AdministratorRole): Promise<void> {
  await tx.updateTable("accounts").set({ role }).where("id", "=", id).execute();
}

export async function storeAdministratorRequirement(
  tx: Queryable,
  id: string,
  isRequired: boolean,
  now: number,
): Promise<void> {
  await tx
    .updateTable("accounts")
    .set({ mfa_required: isRequired ? 1 : 0, mfa_required_at: isRequired ? now : null })
    .where("id", "=", id)
    .execute();
}
