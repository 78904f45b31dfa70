import { type Kysely, sql } from "kysely";
import { nameKey } from "../../../core/folded-words.ts";
import { fillEnrolled, indexesOfLists } from "../../migrations/0031-lists-of-users.ts";

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE accounts ADD COLUMN name_key TEXT COLLATE "C" NOT NULL DEFAULT ''`.execute(database);
  await sql`ALTER TABLE accounts ADD COLUMN is_enrolled BIGINT NOT NULL DEFAULT 0`.execute(database);
  await sql.raw(fillEnrolled).execute(database);
  await fillNameKeys(database);
  for (const statement of indexesOfLists) await sql.raw(statement).execute(database);
}

const batchSize = 1000;

export async function fillNameKeys<Tables>(database: Kysely<Tables>): Promise<void> {
  for (let after: string | undefined = ""; after !== undefined; ) {
    const { rows }: { rows: { id: string; name: string }[] } = await sql<{ id: string; name: string }>`
      SELECT id, name FROM accounts WHERE id > ${after} ORDER BY id LIMIT ${batchSize}`.execute(database);
    const keys = rows.map(({ id, name }) => [id, nameKey(name)]);
    await sql`UPDATE accounts SET name_key = given.pair ->> 1
      FROM jsonb_array_elements(${JSON.stringify(keys)}::jsonb) AS given (pair)
      WHERE accounts.id = given.pair ->> 0`.execute(database);
    after = rows.at(-1)?.id;
  }
}
