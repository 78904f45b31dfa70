import { randomUUID } from "node:crypto";
import { hashOf } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";
import type { RegistrationRow } from "../database/schema.ts";

export type NewRegistration = Omit<RegistrationRow, "id" | "device_hash" | "holds_accounts">;

export function writeRegistration(
  tx: Queryable,
  device: string,
  registration: NewRegistration,
): Promise<RegistrationRow> {
  return tx
    .insertInto("registrations")
    .values({ ...registration, id: randomUUID(), device_hash: hashOf(device) })
    .onConflict((conflict) => conflict.column("device_hash").doUpdateSet(registration))
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function findRegistration(database: Queryable, device: string): Promise<RegistrationRow | undefined> {
  return database
    .selectFrom("registrations")
    .selectAll()
    .where("device_hash", "=", hashOf(device))
    .executeTakeFirst();
}

/** Returns undefined if the stored time is in the future. */
export async function lastRegisteredAt(
  database: Queryable,
  device: string,
  now: number,
): Promise<number | undefined> {
  const registration = await database
    .selectFrom("registrations")
    .select("created_at")
    .where("device_hash", "=", hashOf(device))
    .where("created_at", "<=", now)
    .executeTakeFirst();
  return registration?.created_at;
}

export function answerCode(
  tx: Queryable,
  { id, code_hash }: Pick<RegistrationRow, "id" | "code_hash">,
  isRight: boolean,
  now: number,
): Promise<RegistrationRow | undefined> {
  return tx
    .updateTable("registrations")
    .set((column) => (isRight ? { verified_at: now } : { tries_left: column("tries_left", "-", 1) }))
    .where("id", "=", id)
    .where("code_hash", "=", code_hash)
    .where("verified_at", "is", null)
    .where("expires_at", ">", now)
    .where("tries_left", ">", 0)
    .returningAll()
    .executeTakeFirst();
}

export function spendLink(
  database: Queryable,
  token: string,
  now: number,
): Promise<{ email: string } | undefined> {
  return database
    .updateTable("registrations")
    .set({ verified_at: now })
    .where("link_hash", "=", hashOf(token))
    .where("expires_at", ">", now)
    .where("verified_at", "is", null)
    .returning("email")
    .executeTakeFirst();
}

export async function storeHoldsAccounts(
  database: Queryable,
  id: string,
  holdsAccounts: boolean,
): Promise<void> {
  await database
    .updateTable("registrations")
    .set({ holds_accounts: holdsAccounts ? 1 : 0 })
    .where("id", "=", id)
    .execute();
}

export async function deleteRegistration(database: Queryable, id: string): Promise<void> {
  await database.deleteFrom("registrations").where("id", "=", id).execute();
}
