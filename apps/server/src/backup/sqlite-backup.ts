import { access } from "node:fs/promises";
import { ConfigError } from "../config/config-error.ts";
import type { Contents } from "../database/contents.ts";
import { contentsOf, writeSnapshot } from "../database/sqlite/snapshot.ts";
import { newerSentence } from "../database/versions.ts";
import { RefusedFile } from "./refused-file.ts";

export async function requireSqliteFile(database: string): Promise<void> {
  if (database === ":memory:") throw new ConfigError("DATABASE: A database in memory can't be backed up.");
  await access(database).catch((cause: unknown) => {
    throw new ConfigError(`DATABASE: There is no file ${database}.`, { cause });
  });
}

export async function backUpSqlite(database: string, partial: string): Promise<Contents> {
  requireContents(database, database);
  writeSnapshot(database, partial);
  return requireContents(partial, database);
}

function requireContents(copy: string, database: string): Contents {
  const contents = contentsOf(copy);
  if (contents === "damaged") throw new RefusedFile(`${database} is damaged: restore the last good backup.`);
  if (contents === "foreign") throw new RefusedFile(`${database} isn't a database of Sallyport.`);
  if ("unknown" in contents) throw new RefusedFile(newerSentence(database, contents.unknown));
  return contents;
}
