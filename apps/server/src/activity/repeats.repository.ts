import type { ExpressionBuilder } from "kysely";
import type { Queryable } from "../database/database.ts";
import type { ActivityRepeatsRow, Schema } from "../database/schema.ts";

export type RepeatsKey = Pick<ActivityRepeatsRow, "actor_id" | "kind" | "outcome" | "subject_id" | "network">;

/** Counters that started after `now` are over too, because the clock was set back. */
export interface Span {
  began: number;
  now: number;
}

/**
 * One statement, so that first events and repeats take equally long, and several processes can count.
 * @returns the new count
 */
export async function countRepeat(
  tx: Queryable,
  key: RepeatsKey,
  last: Omit<ActivityRepeatsRow, keyof RepeatsKey | "since" | "count">,
): Promise<number> {
  const { count } = await tx
    .insertInto("activity_repeats")
    .values({ ...key, ...last, since: last.at, count: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(["actor_id", "kind", "outcome", "subject_id", "network"])
        .doUpdateSet((by) => ({ ...last, count: by("activity_repeats.count", "+", 1) })),
    )
    .returning("count")
    .executeTakeFirstOrThrow();
  return count;
}

export function findOverRepeats(tx: Queryable, span: Span, limit: number): Promise<ActivityRepeatsRow[]> {
  return tx
    .selectFrom("activity_repeats")
    .selectAll()
    .where((by) => isOver(by, span))
    .limit(limit)
    .execute();
}

/** Only one caller gets the deleted row. */
export function takeOverRepeats(
  tx: Queryable,
  { actor_id, kind, outcome, subject_id, network }: RepeatsKey,
  span: Span,
): Promise<ActivityRepeatsRow | undefined> {
  return tx
    .deleteFrom("activity_repeats")
    .where((by) => by.and({ actor_id, kind, outcome, subject_id, network }))
    .where((by) => isOver(by, span))
    .returningAll()
    .executeTakeFirst();
}

function isOver(by: ExpressionBuilder<Schema, "activity_repeats">, { began, now }: Span) {
  return by.or([by("since", "<=", began), by("since", ">", now)]);
}
