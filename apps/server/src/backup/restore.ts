import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { type Report, table } from "../commands/report.ts";
import { isPostgres } from "../config/database-place.ts";
import { typedCommand } from "../core/typed-command.ts";
import { contentsData, countsLine, slotLines } from "./contents-lines.ts";
import { fileOperations } from "./file-operations.ts";
import { PostgresPrograms } from "./postgres-programs.ts";
import { restorePostgres } from "./postgres-restore.ts";
import { RefusedFile } from "./refused-file.ts";
import type { Restored, RestoreTarget } from "./restore-target.ts";
import { restoreSqlite } from "./sqlite-restore.ts";

export async function restore(
  from: string,
  target: RestoreTarget,
  files = fileOperations,
  programs = new PostgresPrograms({}),
): Promise<Report> {
  const file = resolve(from);
  const isForPostgres = isPostgres(target.database);
  await refuseOtherKind(file, isForPostgres);
  const restored = await (isForPostgres
    ? restorePostgres(file, target, programs)
    : restoreSqlite(file, target, files));
  return reportOn(file, restored);
}

/**
 * The first bytes of each kind of backup (sqlite.org/fileformat.html,
 * postgresql.org/docs/15/app-pgdump.html).
 */
const beginnings = { sqlite: "SQLite format 3\0", postgres: "PGDMP" };

async function refuseOtherKind(file: string, isForPostgres: boolean): Promise<void> {
  const begin = await beginOf(file);
  if (isForPostgres && begin.startsWith(beginnings.sqlite)) {
    throw new RefusedFile(
      `${file} is a backup of an SQLite file. Set DATABASE instead of DATABASE_URL and restore it to a new file. Then set ` +
        `both, and copy that file to Postgres with ${typedCommand("copy")}.`,
    );
  }
  if (!isForPostgres && begin.startsWith(beginnings.postgres)) {
    throw new RefusedFile(
      `${file} is a backup of a Postgres database. Set DATABASE_URL instead of DATABASE, and restore it to Postgres.`,
    );
  }
}

async function beginOf(file: string): Promise<string> {
  try {
    await using opened = await open(file);
    const { buffer, bytesRead } = await opened.read({ buffer: Buffer.alloc(16) });
    return buffer.toString("latin1", 0, bytesRead);
  } catch {
    return "";
  }
}

function reportOn(file: string, { database, aside, contents, secrets }: Restored): Report {
  return {
    data: { file, database, aside, ...contentsData(contents), applicationSecrets: secrets },
    lines: [
      `Restored ${file} to ${database}.`,
      countsLine(contents),
      "Sessions, logins to applications, mailed links and unsent mails from the backup were discarded. Send open invitations again.",
      "Changes after that time are lost: passwords, factors, recovery codes, roles, suspensions.",
      ...secretLines(secrets),
      ...slotLines(contents),
      ...(aside === null
        ? []
        : [`The previous database is now ${aside}. Delete it when you no longer need it.`]),
    ],
  };
}

function secretLines(secrets: Restored["secrets"]): string[] {
  if (secrets.length === 0) return [];
  return [
    "These secrets of applications work, even if they were ended after the backup. End such a secret again in the console:",
    ...table(
      ["Application", "Ends with", "Made"],
      secrets.map(({ application, hint, createdAt }) => [application, hint, createdAt]),
    ),
  ];
}
