import { type Expression, expressionBuilder, type SqlBool } from "kysely";
import type { Schema } from "../../../database/schema.ts";

/** A stored domain begins with "@". */
export const domain = (begin: string) => `@${begin}`;
export const isDomain = (begin: string) => begin.startsWith("@");

/** Returns a text that is greater than all words that begin with `begin`. */
export function end(begin: string): string {
  return `${begin}\u{10ffff}`;
}

const of = expressionBuilder<Schema>();

/** Finds words from `begin` up to, but not including, `below`. */
export function hasWord(
  accountId: Expression<string>,
  begin: string,
  below: Expression<string> = of.val(end(begin)),
): Expression<SqlBool> {
  return of.exists(
    of
      .selectFrom("account_words as own")
      .select("own.word")
      .where("own.account_id", "=", accountId)
      .where("own.word", ">=", begin)
      .where("own.word", "<", below),
  );
}

export function hasSearchedWord(accountId: Expression<string>, word: string): Expression<SqlBool> {
  return of.or([hasWord(accountId, word), hasWord(accountId, domain(word))]);
}
