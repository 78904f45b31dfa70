import type { Queryable } from "../../database/database.ts";

interface Begun {
  /** How many requests of the source are open, and how many of them began after `recentAfter`. */
  open: number;
  recent: number;
}

export async function begunBy(
  database: Queryable,
  source: string,
  { now, recentAfter }: { now: number; recentAfter: number },
): Promise<Begun> {
  const { open, recent } = await database
    .selectFrom("authorizations")
    .select(({ fn, eb }) => [
      fn.countAll<number>().as("open"),
      fn
        .sum<number | null>(eb.case().when("started_at", ">", recentAfter).then(1).else(0).end())
        .as("recent"),
    ])
    .where("source", "=", source)
    .where("expires_at", ">", now)
    .executeTakeFirstOrThrow();
  return { open, recent: recent ?? 0 };
}

/** Counts up to `most`, of one application or of all. Rows that have expired count too. */
export async function countUpTo(
  database: Queryable,
  { applicationId, most }: { applicationId?: string; most: number },
): Promise<number> {
  const some = database
    .selectFrom("authorizations")
    .select("id")
    .$if(applicationId !== undefined, (all) => all.where("application_id", "=", applicationId ?? ""))
    .limit(most);
  const { count } = await database
    .selectFrom(some.as("some"))
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

interface Sources {
  applicationId?: string;
  sources?: readonly string[];
}

export function countBySource(
  database: Queryable,
  { applicationId }: Sources,
): Promise<{ source: string; count: number }[]> {
  return database
    .selectFrom("authorizations")
    .select(({ fn }) => ["source", fn.countAll<number>().as("count")])
    .$if(applicationId !== undefined, (all) => all.where("application_id", "=", applicationId ?? ""))
    .groupBy("source")
    .execute();
}

/** Requests whose page no browser has opened expire first. */
export async function deleteFirstToExpire(
  database: Queryable,
  { applicationId, sources, begunUntil, limit }: Sources & { begunUntil?: number; limit: number },
): Promise<void> {
  const first = database
    .selectFrom("authorizations")
    .select("id")
    .$if(sources !== undefined, (all) => all.where("source", "in", sources ?? []))
    .$if(applicationId !== undefined, (all) => all.where("application_id", "=", applicationId ?? ""))
    .$if(begunUntil !== undefined, (all) => all.where("started_at", "<=", begunUntil ?? 0))
    .orderBy("expires_at")
    .limit(limit);
  await database.deleteFrom("authorizations").where("id", "in", first).execute();
}

export async function deleteExpired(database: Queryable, now: number, limit: number): Promise<number> {
  const expired = database
    .selectFrom("authorizations")
    .select("id")
    .where("expires_at", "<=", now)
    .orderBy("expires_at")
    .limit(limit);
  const { numDeletedRows } = await database
    .deleteFrom("authorizations")
    .where("id", "in", expired)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
