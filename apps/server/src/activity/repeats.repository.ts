import type { Queryable } from "../database/database.ts";
import type { ActivityRepeatsRow } from "../database/schema.ts";

export type RepeatsKey = Pick<ActivityRepeatsRow, "actor_id" | "kind" | "outcome" | "subject_id" | "network">;

export function findRepeats(
  database: Queryable,
  { actor_id, kind, outcome, subject_id, network }: RepeatsKey,
): Promise<ActivityRepeatsRow | undefined> {
  return database
    .selectFrom("activity_repeats")
    .selectAll()
    .where((by) => by.and({ actor_id, kind, outcome, subject_id, network }))
    .executeTakeFirst();
}

/** One statement, so that first events and repeats take equally long. */
export async function writeRepeats(
  database: Queryable,
  key: RepeatsKey,
  counted: Omit<ActivityRepeatsRow, keyof RepeatsKey>,
): Promise<void> {
  await database
    .insertInto("activity_repeats")
    .values({ ...key, ...counted })
    .onConflict((conflict) =>
      conflict.columns(["actor_id", "kind", "outcome", "subject_id", "network"]).doUpdateSet(counted),
    )
    .execute();
}

/** Includes counters that started after `now`, because the clock was set back. */
export function findOverRepeats(
  database: Queryable,
  { began, now, limit }: { began: number; now: number; limit: number },
): Promise<ActivityRepeatsRow[]> {
  return database
    .selectFrom("activity_repeats")
    .selectAll()
    .where((by) => by.or([by("since", "<=", began), by("since", ">", now)]))
    .limit(limit)
    .execute();
}

export async function deleteRepeats(
  database: Queryable,
  { actor_id, kind, outcome, subject_id, network }: RepeatsKey,
): Promise<void> {
  await database
    .deleteFrom("activity_repeats")
    .where((by) => by.and({ actor_id, kind, outcome, subject_id, network }))
    .execute();
}
