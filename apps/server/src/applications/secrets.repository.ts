import { randomUUID } from "node:crypto";
import type { Queryable } from "../database/database.ts";
import type { ApplicationSecretRow } from "../database/schema.ts";

const usedResolution = 60_000;

export async function insertSecret(
  tx: Queryable,
  row: Pick<ApplicationSecretRow, "application_id" | "hash" | "hint" | "created_at" | "expires_at">,
): Promise<void> {
  await tx
    .insertInto("application_secrets")
    .values({ ...row, id: randomUUID(), last_used_at: null })
    .execute();
}

/** @returns the deleted secret, or undefined if the application has no such secret */
export function deleteSecret(
  tx: Queryable,
  { id, secret }: { id: string; secret: string },
): Promise<ApplicationSecretRow | undefined> {
  return tx
    .deleteFrom("application_secrets")
    .where("application_id", "=", id)
    .where("id", "=", secret)
    .returningAll()
    .executeTakeFirst();
}

export async function deleteSecretsOf(tx: Queryable, id: string): Promise<void> {
  await tx.deleteFrom("application_secrets").where("application_id", "=", id).execute();
}

export async function deleteExpiredSecrets(tx: Queryable, id: string, now: number): Promise<void> {
  await tx
    .deleteFrom("application_secrets")
    .where("application_id", "=", id)
    .where("expires_at", "<=", now)
    .execute();
}

/** Writes at most once a minute. */
export async function noteSecretUsed(
  database: Queryable,
  { id, last_used_at }: Pick<ApplicationSecretRow, "id" | "last_used_at">,
  now: number,
): Promise<void> {
  if (last_used_at !== null && Math.abs(now - last_used_at) < usedResolution) return;
  await database.updateTable("application_secrets").set({ last_used_at: now }).where("id", "=", id).execute();
}
