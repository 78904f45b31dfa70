import { expressionBuilder } from "kysely";
import type { Queryable } from "../../../database/database.ts";
import type { AccountRow, Schema } from "../../../database/schema.ts";
import { isLocked } from "../list/lock-conditions.repository.ts";

export interface Considered {
  account: AccountRow;
  /** True if the user can't log in because of a wait or a disabled app. */
  isWaiting: boolean;
  isReminded: boolean;
}

const of = expressionBuilder<Schema, "accounts">();

/** Returns the accounts in the order of `ids`. Accounts that no longer exist are missing. */
export async function consider(
  database: Queryable,
  ids: readonly string[],
  { now, remindedSince }: { now: number; remindedSince: number },
): Promise<Considered[]> {
  const found = await database
    .selectFrom("accounts")
    .selectAll()
    .select([
      of.or([isLocked("wrong-passwords", now), isLocked("wrong-codes", now)]).as("is_waiting"),
      of
        .exists(
          of
            .selectFrom("outbox")
            .select("outbox.id")
            .whereRef("outbox.account_id", "=", "accounts.id")
            .where("kind", "=", "reminder")
            .where("queued_at", ">", remindedSince),
        )
        .as("is_reminded"),
    ])
    .where("realm", "=", "user")
    .where("id", "in", ids)
    .execute();
  const known = new Map(
    found.map(({ is_waiting, is_reminded, ...account }) => [
      account.id,
      { account, isWaiting: Boolean(is_waiting), isReminded: Boolean(is_reminded) },
    ]),
  );
  return ids.flatMap((id) => known.get(id) ?? []);
}
