import type { Queryable } from "../database/database.ts";
import type { Milestone } from "../database/schema.ts";

export async function readMilestones(database: Queryable): Promise<Map<Milestone, number>> {
  const rows = await database.selectFrom("milestones").selectAll().execute();
  return new Map(rows.map(({ name, at }) => [name, at]));
}

/** Keeps only the last time. */
export async function storeMilestone(tx: Queryable, name: Milestone, at: number): Promise<void> {
  await tx
    .insertInto("milestones")
    .values({ name, at })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ at }))
    .execute();
}
