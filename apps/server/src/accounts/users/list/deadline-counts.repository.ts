import { dayBounds } from "@sallyport/contract/days";
import { mostCounted } from "@sallyport/contract/user-filters";
import type { Span } from "../../../core/local-day.ts";
import type { Queryable } from "../../../database/database.ts";
import { candidatesOf, countIn } from "./candidates.repository.ts";
import type { Filters } from "./conditions.repository.ts";
import { countLocked } from "./counts.repository.ts";

interface DeadlineCounts {
  ofDays: number[];
  ahead: number;
  late: number;
  withoutDeadline: number;
}

/** Reads at most `most + 1` rows of an index for each count. */
export async function countDeadlines(
  database: Queryable,
  days: readonly Span[],
  now: number,
  most: number = mostCounted,
): Promise<DeadlineCounts> {
  const bounds = { now, limit: most + 1 };
  const count = async (filters: Partial<Filters>) => {
    const [sources = []] = candidatesOf(database, { ...filters, words: [] }, bounds);
    return countIn(database, sources);
  };
  const ofDays: number[] = [];
  for (const dueIn of days) ofDays.push(await count({ dueIn }));
  return {
    ofDays,
    ahead: await count({ due: dayBounds.max }),
    late: await countLocked(database, "enrolment-deadline", bounds),
    withoutDeadline: await count({ deadline: "none" }),
  };
}
