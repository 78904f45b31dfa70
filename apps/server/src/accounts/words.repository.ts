import { type Named, wordsOf } from "../core/folded-words.ts";
import type { Queryable } from "../database/database.ts";

/** Call this in the transaction that writes the name, username or e-mail address. */
export async function storeWords(
  database: Queryable,
  { id, ...named }: Named & { id: string },
): Promise<void> {
  await database.deleteFrom("account_words").where("account_id", "=", id).execute();
  const rows = wordsOf(named).map((word) => ({ word, account_id: id }));
  if (rows.length > 0) await database.insertInto("account_words").values(rows).execute();
}
