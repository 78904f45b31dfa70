import type { Expression, SqlBool } from "kysely";
import { Refused } from "../../../core/refusal.ts";
import type { Queryable } from "../../../database/database.ts";
import { domain, end, hasSearchedWord, hasWord, isDomain } from "./search-words.repository.ts";

const batchSize = 200;
/** To find the rarest of the typed words, the server counts the matches of each word only up to this number. */
const mostCounted = 1000;

export interface Search {
  words: readonly string[];
  isMatch?: Expression<SqlBool> | undefined;
  /** The value of `next` from the previous page. */
  after?: string | undefined;
  limit: number;
  mostRead?: number;
}

export interface Found {
  ids: string[];
  next: string | null;
}

/**
 * Finds users by the rarest word, then checks the other words. Users with a matching name come before users
 * with a matching domain.
 */
export async function searchUsers(
  database: Queryable,
  { words, isMatch, after, limit, mostRead = 5000 }: Search,
): Promise<Found> {
  if (words.length === 0) return { ids: [], next: null };
  let place = after === undefined ? await firstPlace(database, words) : placeOf(after, words);
  const found: Place[] = [];
  for (let read = 0; read < mostRead; read += batchSize) {
    const rows = await nextWords(database, { words, isMatch }, place);
    found.push(...rows.filter(({ isFound }) => isFound));
    const last = found[limit - 1];
    if (last && found.length > limit) return { ids: found.slice(0, limit).map(idOf), next: cursorOf(last) };
    const next = rows.length < batchSize ? placeInDomains(place) : rows.at(-1);
    if (!next) return { ids: found.map(idOf), next: null };
    place = next;
  }
  return { ids: found.map(idOf), next: cursorOf(place) };
}

interface Place {
  begin: string;
  word: string;
  accountId: string;
}

const idOf = ({ accountId }: Place) => accountId;

function placeInDomains({ begin, word }: Place): Place | null {
  return isDomain(word) ? null : { begin, word: domain(begin), accountId: "" };
}

function cursorOf({ begin, word, accountId }: Place): string {
  return [begin, word, accountId].join(" ");
}

function placeOf(cursor: string, words: readonly string[]): Place {
  const [begin = "", word = "", accountId = ""] = cursor.split(" ");
  const isOfSearch = words.includes(begin) && [begin, domain(begin)].some((start) => word.startsWith(start));
  if (!isOfSearch) throw new Refused("invalid-request");
  return { begin, word, accountId };
}

async function firstPlace(database: Queryable, words: readonly string[]): Promise<Place> {
  const counts: { begin: string; count: number }[] = [];
  for (const begin of words.length === 1 ? [] : words) {
    const count = (await countFrom(database, begin)) + (await countFrom(database, domain(begin)));
    counts.push({ begin, count });
  }
  const [rarest] = counts.toSorted((one, other) => one.count - other.count);
  const begin = rarest?.begin ?? words[0] ?? "";
  return { begin, word: begin, accountId: "" };
}

async function countFrom(database: Queryable, begin: string): Promise<number> {
  const matches = database
    .selectFrom("account_words")
    .select("word")
    .where("word", ">=", begin)
    .where("word", "<", end(begin))
    .limit(mostCounted);
  const { count } = await database
    .selectFrom(matches.as("matches"))
    .select((of) => of.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

async function nextWords(
  database: Queryable,
  { words, isMatch }: Pick<Search, "words" | "isMatch">,
  { begin, word, accountId }: Place,
): Promise<(Place & { isFound: boolean })[]> {
  const start = isDomain(word) ? `@${begin.replace(/^@/, "")}` : begin;
  const rows = await database
    .selectFrom("account_words as found")
    .select((by) => [
      "found.word",
      "found.account_id",
      by
        .and([
          by.not(hasWord(by.ref("found.account_id"), start, by.ref("found.word"))),
          ...(start === begin ? [] : [by.not(hasWord(by.ref("found.account_id"), begin))]),
          ...words
            .filter((other) => other !== begin)
            .map((other) => hasSearchedWord(by.ref("found.account_id"), other)),
          ...(isMatch === undefined
            ? []
            : [
                by.exists(
                  by
                    .selectFrom("accounts")
                    .select("accounts.id")
                    .whereRef("accounts.id", "=", "found.account_id")
                    .where(isMatch),
                ),
              ]),
        ])
        .as("is_found"),
    ])
    .where((by) => by(by.refTuple("found.word", "found.account_id"), ">", by.tuple(word, accountId)))
    .where("found.word", "<", end(start))
    .orderBy("found.word")
    .orderBy("found.account_id")
    .limit(batchSize)
    .execute();
  return rows.map((row) => ({
    begin,
    word: row.word,
    accountId: row.account_id,
    isFound: Boolean(row.is_found),
  }));
}
