import type { AdministratorRole } from "@sallyport/contract/text";
import type { Queryable } from "../../database/database.ts";
import type { AccountRow } from "../../database/schema.ts";
import { type AccountWithFactors, findAccountWithFactors } from "../accounts.repository.ts";

export async function findAdministrators(database: Queryable): Promise<AccountWithFactors[]> {
  const rows = await database
    .selectFrom("accounts")
    .select("id")
    .where("realm", "=", "administrator")
    .orderBy("email_key")
    .execute();
  const administrators: AccountWithFactors[] = [];
  for (const { id } of rows) {
    const found = await findAccountWithFactors(database, id);
    if (found) administrators.push(found);
  }
  return administrators;
}

export function findActiveOwners(database: Queryable): Promise<AccountRow[]> {
  return database
    .selectFrom("accounts")
    .selectAll()
    .where("realm", "=", "administrator")
    .where("role", "=", "owner")
    .where("state", "=", "active")
    .orderBy("email_key")
    .execute();
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
