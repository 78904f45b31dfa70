import { sql } from "kysely";
import { day } from "../core/clock.ts";
import type { Queryable } from "../database/database.ts";
import { mostCountedOfNetwork } from "./rules/lockout.ts";

/** What wrong passwords are counted for: a network, or a known browser. */
export interface Source {
  /** The network, or the browser if the account has signed in from it before. */
  name: string;
  network: string;
  isKnownBrowser: boolean;
}

/**
 * If the account has fully signed in from this browser before, the browser has its own count. So a stranger in the same
 * network can't lock the owner out.
 */
export async function sourceOf(
  database: Queryable,
  accountId: string | undefined,
  network: string,
  browserHash: Uint8Array | null,
): Promise<Source> {
  const known = await database
    .selectFrom("known_browsers")
    .select("account_id")
    .where("account_id", "=", accountId ?? "")
    .where("browser_hash", "=", browserHash ?? Buffer.alloc(0))
    .executeTakeFirst();
  // defence: AT-45
  if (!known || !browserHash) return { name: network, network, isKnownBrowser: false };
  const name = `known browser ${Buffer.from(browserHash).toString("hex", 0, 8)}`;
  return { name, network, isKnownBrowser: true };
}

export interface WrongPasswords {
  count: number;
  waitUntil: number | null;
}

export async function wrongPasswords(
  database: Queryable,
  accountId: string | undefined,
  source: Source,
): Promise<WrongPasswords & { lastAt: number | null }> {
  const row = await database
    .selectFrom("wrong_passwords")
    .select(["count", "wait_until", "since"])
    .where("account_id", "=", accountId ?? "")
    .where("source", "=", source.name)
    .executeTakeFirst();
  return { count: row?.count ?? 0, waitUntil: row?.wait_until ?? null, lastAt: row?.since ?? null };
}

/** Counts a wrong password. If `accountId` is undefined, it stores nothing but takes equally long. */
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

export interface WrongPasswordsOfAccount {
  count: number;
  networks: number;
  lastAt: number | null;
}

/** Wrong passwords for an account within a day, from all networks, except those from known browsers. */
export async function wrongPasswordsOfAccount(
  database: Queryable,
  accountId: string | undefined,
  now: number,
): Promise<WrongPasswordsOfAccount> {
  const row = await database
    .selectFrom("wrong_passwords")
    .select((rows) => [
      sql<number | null>`sum(min(count, ${mostCountedOfNetwork}))`.as("count"),
      rows.fn.countAll<number>().as("networks"),
      rows.fn.max<number | null>("since").as("lastAt"),
    ])
    .where("account_id", "=", accountId ?? "")
    .where("source", "not like", "known browser %")
    .where("since", ">", now - day)
    .where("since", "<=", now)
    .executeTakeFirstOrThrow();
  return { ...row, count: row.count ?? 0 };
}

/** Stores that an attempt was refused because its source must wait. True for the first one during this wait. */
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

/** Like `noteRefusedBySource`, for a wait of the account. Stored in the row of the newest wrong password. */
export async function noteRefusedByAccount(
  database: Queryable,
  accountId: string | undefined,
): Promise<boolean> {
  const newest = database
    .selectFrom("wrong_passwords")
    .select("source")
    .where("account_id", "=", accountId ?? "")
    .where("source", "not like", "known browser %")
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

/** Like `noteRefusedBySource`, for a wait of the network. */
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
  source: Source,
): Promise<void> {
  await database
    .deleteFrom("wrong_passwords")
    .where("account_id", "=", accountId)
    .where("source", "=", source.name)
    .execute();
}

export interface WrongPasswordsOfNetwork extends WrongPasswords {
  since: number;
}

/** Wrong passwords of a network, for all accounts and unknown logins together. */
export async function wrongPasswordsOfNetwork(
  database: Queryable,
  { network }: Source,
): Promise<WrongPasswordsOfNetwork | null> {
  const row = await database
    .selectFrom("wrong_password_networks")
    .select(["count", "since", "wait_until"])
    .where("network", "=", network)
    .executeTakeFirst();
  return row ? { count: row.count, since: row.since, waitUntil: row.wait_until } : null;
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
