import type { Queryable } from "../database/database.ts";
import type { CoverageDay } from "../database/schema.ts";

type Truth = 0 | 1;

/**
 * Each user is in exactly one range of the index `accounts_by_mfa`. A locked user is also in the range of
 * locked users, which has its own index.
 */
export type Range =
  | { isRequired: Truth; isEnrolled: Truth; hasDeadline: boolean }
  | { isLocked: true; hasDeadline: false };

const truths: readonly Truth[] = [0, 1];

export const ranges: readonly Range[] = [
  ...truths.flatMap((isRequired) =>
    truths.flatMap((isEnrolled) =>
      [false, true].map((hasDeadline) => ({ isRequired, isEnrolled, hasDeadline })),
    ),
  ),
  { isLocked: true, hasDeadline: false },
];

export interface Place {
  enrol_by: number | null;
  id: string;
}

interface Slice {
  count: number;
  /** The last counted user, or null at the end of the range. */
  end: Place | null;
}

/** Counts the next `size` users of a range without reading their rows. */
export async function countSlice(
  database: Queryable,
  range: Range,
  { after, size }: { after: Place | null; size: number },
): Promise<Slice> {
  const rest = usersAfter(database, range, after);
  const end = await rest
    .select(["enrol_by", "id"])
    .$if(range.hasDeadline, (users) => users.orderBy("enrol_by"))
    .orderBy("id")
    .limit(1)
    .offset(size - 1)
    .executeTakeFirst();
  if (end) return { count: size, end };
  const { count } = await database
    .selectFrom(rest.select("id").limit(size).as("matches"))
    .select((of) => of.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return { count, end: null };
}

function usersAfter(database: Queryable, range: Range, after: Place | null) {
  const users = database.selectFrom("accounts").where("realm", "=", "user");
  if ("isLocked" in range) {
    return users
      .where("deadline_locked_at", "is not", null)
      .$if(after !== null, (others) => others.where("id", ">", after?.id ?? ""));
  }
  const ofRange = users
    .where("mfa_required", "=", range.isRequired)
    .where("is_enrolled", "=", range.isEnrolled);
  if (!range.hasDeadline) {
    return ofRange
      .where("enrol_by", "is", null)
      .$if(after !== null, (others) => others.where("id", ">", after?.id ?? ""));
  }
  return ofRange.where((by) =>
    after === null
      ? by("enrol_by", ">", 0)
      : by(by.refTuple("enrol_by", "id"), ">", by.tuple(after.enrol_by ?? 0, after.id)),
  );
}

export async function hasCoverageOf(database: Queryable, day: string): Promise<boolean> {
  const found = await database
    .selectFrom("coverage_days")
    .select("day")
    .where("day", "=", day)
    .executeTakeFirst();
  return found !== undefined;
}

/** If several servers store the same day, the first row stays. */
export async function storeCoverage(database: Queryable, coverage: CoverageDay): Promise<void> {
  await database
    .insertInto("coverage_days")
    .values(coverage)
    .onConflict((conflict) => conflict.column("day").doNothing())
    .execute();
}

export function findCoverage(
  database: Queryable,
  { from, to }: { from: string; to: string },
): Promise<CoverageDay[]> {
  return database
    .selectFrom("coverage_days")
    .selectAll()
    .where("day", ">=", from)
    .where("day", "<=", to)
    .orderBy("day")
    .execute();
}
