import { resolve } from "node:path";
import type { Report } from "../commands/report.ts";
import { isPostgres } from "../config/database-place.ts";
import { contentsData, countsLine, slotLines } from "./contents-lines.ts";
import { fileOperations } from "./file-operations.ts";
import { writeNewFile } from "./new-file.ts";
import { backUpPostgres } from "./postgres-backup.ts";
import { PostgresPrograms } from "./postgres-programs.ts";
import { backUpSqlite, requireSqliteFile } from "./sqlite-backup.ts";

/** A server can use the database during the backup. */
export async function backUp(
  database: string,
  to: string,
  files = fileOperations,
  programs = new PostgresPrograms({}),
): Promise<Report> {
  if (!isPostgres(database)) await requireSqliteFile(database);
  const file = resolve(to);
  const contents = await writeNewFile(file, files, (partial) =>
    isPostgres(database) ? backUpPostgres(database, partial, programs) : backUpSqlite(database, partial),
  );
  return {
    data: { file, ...contentsData(contents) },
    lines: [`Backup written: ${file}`, countsLine(contents), ...slotLines(contents)],
  };
}
