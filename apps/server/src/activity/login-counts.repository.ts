import type { Queryable } from "../database/database.ts";

export interface LoginCount {
  /** The beginning of a quarter of an hour. */
  began_at: number;
  logins: number;
  failures: number;
}

export async function addLoginCount(tx: Queryable, count: LoginCount): Promise<void> {
  await tx
    .insertInto("login_counts")
    .values(count)
    .onConflict((conflict) =>
      conflict.column("began_at").doUpdateSet((set) => ({
        logins: set("login_counts.logins", "+", set.ref("excluded.logins")),
        failures: set("login_counts.failures", "+", set.ref("excluded.failures")),
      })),
    )
    .execute();
}

export function loginCountsBetween(database: Queryable, from: number, to: number): Promise<LoginCount[]> {
  return database
    .selectFrom("login_counts")
    .selectAll()
    .where("began_at", ">=", from)
    .where("began_at", "<", to)
    .orderBy("began_at")
    .execute();
}

export async function firstLoginCount(database: Queryable): Promise<number | null> {
  const { first } = await database
    .selectFrom("login_counts")
    .select((of) => of.fn.min<number | null>("began_at").as("first"))
    .executeTakeFirstOrThrow();
  return first;
}
