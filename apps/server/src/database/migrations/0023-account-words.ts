import { type Kysely, sql } from "kysely";
import { type Named, wordsOf } from "../../core/folded-words.ts";

export async function up(database: Kysely<unknown>): Promise<void> {
  // Words are ordered by code points, because every database supports this order.
  await sql`CREATE TABLE account_words (
    word TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (word, account_id)
  ) STRICT, WITHOUT ROWID`.execute(database);
  await fillAccountWords(database);
  await sql`CREATE INDEX account_words_account ON account_words (account_id, word)`.execute(database);
}

const batchSize = 1000;

export async function fillAccountWords<Tables>(database: Kysely<Tables>): Promise<void> {
  // The words are sorted first. In random order, each row would read and write a different page of the index.
  await sql`CREATE TEMP TABLE unsorted_words (word TEXT, account_id TEXT)`.execute(database);
  for (let after: string | undefined = ""; after !== undefined; ) {
    const { rows }: { rows: (Named & { id: string })[] } = await sql<Named & { id: string }>`
      SELECT id, name, username, email, email_key FROM accounts
      WHERE realm = 'user' AND id > ${after} ORDER BY id LIMIT ${batchSize}`.execute(database);
    const words = rows.flatMap((row) => wordsOf(row).map((word) => [word, row.id]));
    await sql`INSERT INTO unsorted_words (word, account_id)
      SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(words)})`.execute(database);
    after = rows.at(-1)?.id;
  }
  await sql`INSERT INTO account_words (word, account_id)
    SELECT word, account_id FROM unsorted_words ORDER BY word, account_id`.execute(database);
  await sql`DROP TABLE unsorted_words`.execute(database);
}
