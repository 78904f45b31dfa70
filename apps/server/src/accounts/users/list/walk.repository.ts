import type { SortOrder, UserSort } from "@sallyport/contract/user-filters";
import { type Expression, expressionBuilder, type SqlBool } from "kysely";
import type { Queryable } from "../../../database/database.ts";
import type { Schema } from "../../../database/schema.ts";
import { isSetUpMissing } from "./lock-conditions.repository.ts";
import { cursorOf, type Place, pageOf, placeOf, type Sorted } from "./rules/order.ts";
import type { Found } from "./search.repository.ts";

export interface List {
  sort: UserSort;
  order: SortOrder;
  isMatch: Expression<SqlBool>;
  /** Null for the first page. */
  start: Place | null;
  limit: number;
}

const of = expressionBuilder<Schema, "accounts">();

const batchSize = 200;

export async function walkedPage(database: Queryable, list: List, mostRead: number): Promise<Found> {
  const { sort, limit } = list;
  const found: Place[] = [];
  let start: Start = list.start ? startAt(list.start) : { range: 0, after: null };
  for (let read = 0; read < mostRead; read += batchSize) {
    const rows = await nextUsers(database, list, start);
    found.push(...rows.filter(({ is_found }) => Boolean(is_found)).map((row) => placeOf(row, sort)));
    if (found.length > limit) return pageOf(found, limit);
    const last = rows.length < batchSize ? undefined : rows.at(-1);
    const next = last ? startAt(placeInRange(last, sort, start.range)) : startOfOthers(sort, start);
    if (!next) return pageOf(found, limit);
    start = next;
  }
  return { ids: found.map(({ id }) => id), next: start.after && cursorOf(start.after) };
}

interface Start {
  range: Place["range"];
  after: Place | null;
}

function startAt(place: Place): Start {
  return { range: place.range, after: place };
}

function placeInRange(user: Sorted, sort: UserSort, range: Place["range"]): Place {
  return range === 0 ? placeOf(user, sort) : { range, key: user.name_key, id: user.id };
}

function startOfOthers(sort: UserSort, { range }: Start): Start | null {
  return withoutValue[sort] && range === 0 ? startAt({ range: 1, key: "", id: "" }) : null;
}

function nextUsers(
  database: Queryable,
  { sort, order, isMatch }: List,
  { range, after }: Start,
): Promise<(Sorted & { is_found: SqlBool })[]> {
  const without = withoutValue[sort];
  const isOfOthers = range === 1 && without !== undefined;
  const column = isOfOthers ? "accounts.name_key" : sortColumns[sort];
  const direction = isOfOthers ? "asc" : order;
  return (
    selectSorted(database, isOfOthers ? of.and([without, isMatch]) : isMatch)
      .where("realm", "=", "user")
      .$if(range === 0 && sort === "deadline", (users) => users.where(isSetUpMissing()))
      // `> 0` uses the index. With `is not null`, both databases would read all rows.
      .$if(range === 0 && without !== undefined && (after === null || order === "desc"), (users) =>
        users.where(of(of.ref(column), ">", 0)),
      )
      .$if(after !== null, (users) =>
        users.where((by) =>
          by(
            by.refTuple(column, "accounts.id"),
            direction === "asc" ? ">" : "<",
            by.tuple(after?.key ?? "", after?.id ?? ""),
          ),
        ),
      )
      .orderBy(column, direction)
      .orderBy("accounts.id", direction)
      .limit(batchSize)
      .execute()
  );
}

const sortColumns = {
  name: "accounts.name_key",
  created: "accounts.created_at",
  "last-login": "accounts.last_sign_in_at",
  deadline: "accounts.enrol_by",
} as const;

const withoutValue: Partial<Record<UserSort, Expression<SqlBool>>> = {
  "last-login": of("accounts.last_sign_in_at", "is", null),
  deadline: of.or([
    of("accounts.mfa_required", "=", 0),
    of("accounts.is_enrolled", "=", 1),
    of("accounts.enrol_by", "is", null),
  ]),
};

export function selectSorted(database: Queryable, isMatch: Expression<SqlBool>) {
  return database
    .selectFrom("accounts")
    .select([
      "accounts.id",
      "name_key",
      "created_at",
      "last_sign_in_at",
      "enrol_by",
      "mfa_required",
      "is_enrolled",
      of.and([isMatch]).as("is_found"),
    ]);
}
