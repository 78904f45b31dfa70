import { sql } from "kysely";
import { day } from "../core/clock.ts";
import type { Queryable } from "../database/database.ts";
import { mostCountedOfNetwork } from "./rules/lockout.ts";

export interface WrongPasswordsOfAccount {
  count: number;
  networks: number;
  lastAt: number | null;
}

/** Wrong passwords of an account within a day from all networks, without those of browsers that are known. */
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
