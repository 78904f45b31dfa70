import type { SortOrder, UserSort } from "@sallyport/contract/user-filters";
import { type Expression, expressionBuilder, type SqlBool, sql } from "kysely";
import type { Queryable } from "../../../database/database.ts";
import type { Schema } from "../../../database/schema.ts";
import type { matchingOf } from "./candidates.repository.ts";
import { isSetUpMissing } from "./lock-conditions.repository.ts";
import { type Place, placeOf, type Sorted } from "./rules/order.ts";

export interface List {
  sort: UserSort;
  order: SortOrder;
  isMatch: Expression<SqlBool>;
  /** Null for the first page. */
  start: Place | null;
  limit: number;
}

export interface Start {
  range: Place["range"];
  after: Place | null;
}

export function firstStart({ start }: List): Start {
  return start ? startAt(start) : { range: 0, after: null };
}

export function startAfter(user: Sorted, { sort }: List, { range }: Start): Start {
  return startAt(range === 0 ? placeOf(user, sort) : { range, key: user.name_key, id: user.id });
}

/** Returns null if no other range follows. */
export function startOfOthers({ sort }: List, { range }: Start): Start | null {
  return withoutValue[sort] && range === 0 ? startAt({ range: 1, key: "", id: "" }) : null;
}

function startAt(place: Place): Start {
  return { range: place.range, after: place };
}

type Candidates = ReturnType<typeof matchingOf>;

const of = expressionBuilder<Schema, "accounts">();

/**
 * Selects the users of one range in the order of the list, and says which of them match. With `candidates`, it
 * selects only the matching ones of these. It then uses only the index of IDs. With an index of the order or of a
 * condition, the database would read many other users.
 */
export function nextUsers(
  database: Queryable,
  { sort, order, isMatch }: List,
  { range, after }: Start,
  candidates?: Candidates,
) {
  const without = withoutValue[sort];
  const isOfOthers = range === 1 && without !== undefined;
  const column = isOfOthers ? "accounts.name_key" : sortColumns[sort];
  const key = candidates ? withoutIndex(column) : of.ref(column);
  const direction = isOfOthers ? "asc" : order;
  const isFound = of.and(isOfOthers ? [without, isMatch] : [isMatch]);
  return (
    database
      .selectFrom("accounts")
      .select([
        "accounts.id",
        "name_key",
        "created_at",
        "last_sign_in_at",
        "enrol_by",
        "mfa_required",
        "is_enrolled",
        isFound.as("is_found"),
      ])
      .where((by) =>
        candidates ? by("accounts.id", "in", candidates).and(isTrue(isFound)) : by("realm", "=", "user"),
      )
      .$if(range === 0 && sort === "deadline", (users) => users.where(isSetUpMissing()))
      // `> 0` uses the index. With `is not null`, both databases would read all rows.
      .$if(range === 0 && without !== undefined && (after === null || order === "desc"), (users) =>
        users.where(of(key, ">", 0)),
      )
      .$if(after !== null, (users) =>
        users.where((by) =>
          by(
            by.refTuple(key, "accounts.id"),
            direction === "asc" ? ">" : "<",
            by.tuple(after?.key ?? "", after?.id ?? ""),
          ),
        ),
      )
      .orderBy(key, direction)
      .orderBy("accounts.id", direction)
  );
}

const sortColumns = {
  name: "accounts.name_key",
  created: "accounts.created_at",
  "last-login": "accounts.last_sign_in_at",
  deadline: "accounts.enrol_by",
} as const;

function withoutIndex(column: (typeof sortColumns)[UserSort]): Expression<string | number | null> {
  return column === "accounts.name_key"
    ? sql<string>`${sql.ref(column)} || ''`
    : sql<number | null>`${sql.ref(column)} + 0`;
}

/** Hides the condition from the database's choice of an index. */
function isTrue(condition: Expression<SqlBool>): Expression<SqlBool> {
  return of(of.case().when(condition).then(1).else(0).end(), "=", 1);
}

const withoutValue: Partial<Record<UserSort, Expression<SqlBool>>> = {
  "last-login": of("accounts.last_sign_in_at", "is", null),
  deadline: of.or([
    of("accounts.mfa_required", "=", 0),
    of("accounts.is_enrolled", "=", 1),
    of("accounts.enrol_by", "is", null),
  ]),
};
