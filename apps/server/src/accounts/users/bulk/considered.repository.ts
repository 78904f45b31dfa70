import { expressionBuilder } from "kysely";
import type { Queryable } from "../../../database/database.ts";
import type { AccountRow, Schema, UserGroupRow } from "../../../database/schema.ts";
import { groupRulesOfAll } from "../../../deadlines/requirements.repository.ts";
import { membersAmong } from "../../groups/members.repository.ts";
import { isLocked } from "../list/lock-conditions.repository.ts";
import type { Joining } from "./joining.ts";

export interface Considered {
  account: AccountRow;
  /** True if the user can't log in because of wrong attempts or a disabled app. */
  isWaiting: boolean;
  isReminded: boolean;
  /** Null without a group to join. */
  joining: Joining | null;
}

interface Considering {
  now: number;
  remindedSince: number;
  /** The group that the users would join. */
  group: UserGroupRow | undefined;
}

const of = expressionBuilder<Schema, "accounts">();

/** Returns the accounts in the order of `ids`. Accounts that no longer exist are missing. */
export async function consider(
  database: Queryable,
  ids: readonly string[],
  { now, remindedSince, group }: Considering,
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
  const joining = await joiningOf(database, ids, group);
  const known = new Map(
    found.map(({ is_waiting, is_reminded, ...account }) => [
      account.id,
      {
        account,
        isWaiting: Boolean(is_waiting),
        isReminded: Boolean(is_reminded),
        joining: joining(account.id),
      },
    ]),
  );
  return ids.flatMap((id) => known.get(id) ?? []);
}

async function joiningOf(
  database: Queryable,
  ids: readonly string[],
  group: UserGroupRow | undefined,
): Promise<(id: string) => Joining | null> {
  if (!group) return () => null;
  const members = await membersAmong(database, group.id, ids);
  const rules = await groupRulesOfAll(database, ids);
  return (id) => ({ group, isMember: members.has(id), rules: rules.get(id) ?? [] });
}
