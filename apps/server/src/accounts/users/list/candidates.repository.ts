import type { UserFilters } from "@sallyport/contract/user-filters";
import { lockReasons } from "@sallyport/contract/user-filters";
import { type AliasableExpression, sql } from "kysely";
import { day } from "../../../core/clock.ts";
import type { Span } from "../../../core/local-day.ts";
import type { Queryable } from "../../../database/database.ts";
import { beginOfStep, latestUsableStep } from "../../../factors/rules/steps-ahead.ts";
import { longestWait } from "../../../limits/rules/lockout.ts";
import type { Filters } from "./conditions.repository.ts";
import { domain, end } from "./search-words.repository.ts";

type Source = AliasableExpression<{ id: string | null }>;
type Sources = readonly [Source, ...Source[]];

interface Bounds {
  now: number;
  limit: number;
}

/** The sources contain every matching user, and can contain some other users. */
export function candidatesOf(
  database: Queryable,
  { words, mfa, due, dueIn, deadline, locked, state, mail, login, group }: Filters,
  bounds: Bounds,
): Sources[] {
  const { limit } = bounds;
  const users = allUsers(database, limit);
  const sources: Sources[] = words.map((word) => withWord(database, word, bounds));
  if (mfa) sources.push(withMfa(database, mfa, bounds));
  if (due !== undefined) sources.push([dueWithin(database, due, bounds)]);
  if (dueIn) sources.push([dueBetween(database, dueIn, limit)]);
  if (deadline) sources.push([setUpMissing(database, limit).where("enrol_by", "is", null)]);
  if (locked) sources.push(withLock(database, locked, bounds));
  if (state) sources.push([users.where("state", "=", state)]);
  if (mail) sources.push([users.where("mail_undelivered_since", "is not", null)]);
  if (login) sources.push([users.where("last_sign_in_at", "is", null)]);
  if (group) sources.push([membersOf(database, group, limit)]);
  return sources;
}

export async function rarest(
  database: Queryable,
  filters: readonly Sources[],
  few: number,
): Promise<Sources | null> {
  let found: { sources: Sources; count: number } | null = null;
  for (const sources of filters) {
    const count = await countIn(database, sources);
    if (count <= few && count < (found?.count ?? few + 1)) found = { sources, count };
  }
  return found?.sources ?? null;
}

export async function countIn(database: Queryable, sources: readonly Source[]): Promise<number> {
  let all = 0;
  for (const source of sources) {
    const { count } = await database
      .selectFrom(source.as("matches"))
      .select((of) => of.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    all += count;
  }
  return all;
}

export function matchingOf(database: Queryable, [first, ...others]: Sources) {
  const idsOf = (source: Source) => database.selectFrom(source.as("matches")).select("matches.id");
  return others.reduce<ReturnType<typeof idsOf>>((all, other) => all.unionAll(idsOf(other)), idsOf(first));
}

export function allUsers(database: Queryable, limit: number) {
  return database.selectFrom("accounts").select("id").where("realm", "=", "user").limit(limit);
}

function membersOf(database: Queryable, group: string, limit: number) {
  return database
    .selectFrom("group_members")
    .select("account_id as id")
    .where("group_id", "=", group)
    .limit(limit);
}

function withWord(database: Queryable, word: string, { limit }: Bounds): Sources {
  const beginning = (begin: string) =>
    database
      .selectFrom("account_words")
      .select("account_id as id")
      .where("word", ">=", begin)
      .where("word", "<", end(begin))
      .limit(limit);
  return [beginning(word), beginning(domain(word))];
}

function withMfa(database: Queryable, mfa: NonNullable<UserFilters["mfa"]>, { limit }: Bounds): Sources {
  const users = allUsers(database, limit);
  const required = users.where("mfa_required", "=", 1);
  const notRequired = users.where("mfa_required", "=", 0);
  if (mfa === "required") return [required];
  if (mfa === "not-required") return [notRequired];
  if (mfa === "not-set-up") return [setUpMissing(database, limit)];
  return [required.where("is_enrolled", "=", 1), notRequired.where("is_enrolled", "=", 1)];
}

function dueWithin(database: Queryable, days: number, { now, limit }: Bounds): Source {
  return setUpMissing(database, limit)
    .where("deadline_locked_at", "is", null)
    .where("enrol_by", ">", now)
    .where("enrol_by", "<=", now + days * day);
}

function dueBetween(database: Queryable, { from, before }: Span, limit: number): Source {
  return setUpMissing(database, limit).where("enrol_by", ">=", from).where("enrol_by", "<", before);
}

function setUpMissing(database: Queryable, limit: number) {
  return allUsers(database, limit).where("mfa_required", "=", 1).where("is_enrolled", "=", 0);
}

function withLock(database: Queryable, reason: NonNullable<UserFilters["locked"]>, bounds: Bounds): Sources {
  const { now, limit } = bounds;
  if (reason === "any") {
    const [first, ...others] = lockReasons;
    return [
      ...withLock(database, first, bounds),
      ...others.flatMap((each) => withLock(database, each, bounds)),
    ];
  }
  if (reason === "enrolment-deadline") {
    const users = allUsers(database, limit);
    return [
      users.where("deadline_locked_at", "is not", null),
      setUpMissing(database, limit).where("enrol_by", ">", 0).where("enrol_by", "<=", now),
    ];
  }
  if (reason === "login-reported")
    return [allUsers(database, limit).where("login_reported_at", "is not", null)];
  if (reason === "wrong-passwords") {
    const wrong = database.selectFrom("wrong_passwords").select("account_id as id").limit(limit);
    return [
      wrong.where("wait_until", ">", now),
      wrong.where("since", ">", now - longestWait).where("since", "<=", now),
    ];
  }
  if (reason === "wrong-codes") {
    return [
      database
        .selectFrom("wrong_codes")
        .select("account_id as id")
        .where("wait_until", ">", now)
        .limit(limit),
      // The index of disabled apps needs 'disabled' as a literal in the statement.
      database
        .selectFrom("totp_factors")
        .select("account_id as id")
        .where("state", "=", sql.lit<"disabled">("disabled"))
        .limit(limit),
    ];
  }
  return [
    database
      .selectFrom("spent_steps")
      .select((step) =>
        // With a join, the database might read all apps first.
        step
          .selectFrom("totp_factors")
          .select("account_id")
          .whereRef("totp_factors.id", "=", "spent_steps.factor_id")
          .as("id"),
      )
      .where("spent_steps.began_at", ">", beginOfStep(latestUsableStep(now)))
      .limit(limit),
  ];
}
