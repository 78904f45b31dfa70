import type { ExpressionBuilder } from "kysely";
import { compiledOnce } from "../database/compiled-once.ts";
import type { Queryable } from "../database/database.ts";
import type { ActivityRepeatsRow, Schema } from "../database/schema.ts";

export type RepeatsKey = Pick<ActivityRepeatsRow, "actor_id" | "kind" | "outcome" | "subject_id" | "network">;

/**
 * A counter still counts if its start is later than `began` and not later than `now`. A start can be later than
 * `now` only if the clock was set back.
 */
export interface Span {
  began: number;
  now: number;
}

/**
 * Returns the new count, or null if the counter's time is over. One statement checks the time and raises the
 * count, so first events and repeats take equally long.
 */
export async function countRepeat(
  database: Queryable,
  key: RepeatsKey,
  { last, began }: { last: Omit<ActivityRepeatsRow, keyof RepeatsKey | "since" | "count">; began: number },
): Promise<number | null> {
  const { rows } = await addOne(database, { ...key, ...last, began });
  return rows[0]?.count ?? null;
}

const addOne = compiledOnce(
  (database, { began, ...event }: Omit<ActivityRepeatsRow, "since" | "count"> & Pick<Span, "began">) => {
    const { at, actor, subject, detail, address } = event;
    return database
      .insertInto("activity_repeats")
      .values({ ...event, since: at, count: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(["actor_id", "kind", "outcome", "subject_id", "network"])
          .doUpdateSet((counter) => ({
            at,
            actor,
            subject,
            detail,
            address,
            count: counter("activity_repeats.count", "+", 1),
          }))
          .where("activity_repeats.since", ">", began)
          .where("activity_repeats.since", "<=", at),
      )
      .returning("count");
  },
);

export function findOverRepeats(tx: Queryable, span: Span, limit: number): Promise<ActivityRepeatsRow[]> {
  return tx
    .selectFrom("activity_repeats")
    .selectAll()
    .where((by) => isOver(by, span))
    .limit(limit)
    .execute();
}

/** If several callers do this at the same time, only one caller gets the row. */
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
