import type { Queryable } from "../database/database.ts";
import {
  browserPrefix,
  type PasswordCounts,
  type Source,
  type WrongPasswords,
  type WrongPasswordsOfNetwork,
} from "./password-counts.repository.ts";

/** If `accountId` is undefined, the statement runs but stores nothing. */
export async function noteWrongPassword(
  database: Queryable,
  {
    accountId,
    source,
    now,
    ...wrong
  }: WrongPasswords & { accountId: string | undefined; source: Source; now: number },
): Promise<void> {
  const counted = {
    count: wrong.count,
    since: now,
    wait_until: wrong.waitUntil,
    is_hold_recorded: 0,
  } as const;
  await database
    .insertInto("wrong_passwords")
    .columns(["account_id", "source", "count", "since", "wait_until", "is_hold_recorded"])
    .expression((from) =>
      from
        .selectFrom("accounts")
        .select((of) => [
          "id",
          of.val(source.name).as("source"),
          of.val(counted.count).as("count"),
          of.val(counted.since).as("since"),
          of.val(counted.wait_until).as("wait_until"),
          of.val(counted.is_hold_recorded).as("is_hold_recorded"),
        ])
        .where("id", "=", accountId ?? ""),
    )
    .onConflict((conflict) => conflict.columns(["account_id", "source"]).doUpdateSet(counted))
    .execute();
}

export async function noteRefusedBySource(
  database: Queryable,
  accountId: string | undefined,
  source: Source,
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable("wrong_passwords")
    .set({ is_hold_recorded: 1 })
    .where("account_id", "=", accountId ?? "")
    .where("source", "=", source.name)
    .where("is_hold_recorded", "=", 0)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export async function noteRefusedByAccount(
  database: Queryable,
  accountId: string | undefined,
): Promise<boolean> {
  const newest = database
    .selectFrom("wrong_passwords")
    .select("source")
    .where("account_id", "=", accountId ?? "")
    .where("source", "not like", `${browserPrefix}%`)
    .orderBy("since", "desc")
    .orderBy("source")
    .limit(1);
  const { numUpdatedRows } = await database
    .updateTable("wrong_passwords")
    .set({ is_hold_recorded: 1 })
    .where("account_id", "=", accountId ?? "")
    .where("source", "=", newest)
    .where("is_hold_recorded", "=", 0)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export async function noteRefusedByNetwork(database: Queryable, { network }: Source): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable("wrong_password_networks")
    .set({ is_hold_recorded: 1 })
    .where("network", "=", network)
    .where("is_hold_recorded", "=", 0)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export async function forgetWrongPasswords(
  database: Queryable,
  accountId: string,
  { source, ofSource }: Pick<PasswordCounts, "source" | "ofSource">,
): Promise<void> {
  if (ofSource === null) return;
  await database
    .deleteFrom("wrong_passwords")
    .where("account_id", "=", accountId)
    .where("source", "=", source.name)
    .execute();
}

export async function noteWrongPasswordOfNetwork(
  database: Queryable,
  { network }: Source,
  { count, since, waitUntil }: WrongPasswordsOfNetwork,
): Promise<void> {
  const counted = { count, since, wait_until: waitUntil, is_hold_recorded: 0 } as const;
  await database
    .insertInto("wrong_password_networks")
    .values({ network, ...counted })
    .onConflict((conflict) => conflict.column("network").doUpdateSet(counted))
    .execute();
}
