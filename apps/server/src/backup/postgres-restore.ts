import { stat } from "node:fs/promises";
import { devNull } from "node:os";
import { shownPlace } from "../config/database-place.ts";
import { instant } from "../core/clock.ts";
import type { Contents } from "../database/contents.ts";
import { openDatabase } from "../database/database.ts";
import { contentsOf } from "../database/postgres/contents.ts";
import { asidePrefix, hasTables, moveAside, putBack } from "../database/postgres/moved-aside.ts";
import { requireReachable } from "../database/postgres/open-postgres.ts";
import { refuseIfInUse, SingleConnection } from "../database/postgres/single-connection.ts";
import { newerSentence, unknownMigrations } from "../database/versions.ts";
import { endIn, type WorkingSecret } from "./end-what-is-open.ts";
import { type PostgresPrograms, ProgramFailed } from "./postgres-programs.ts";
import { RefusedFile, refusedFile } from "./refused-file.ts";
import type { Restored, RestoreTarget } from "./restore-target.ts";

/** Never deletes existing tables. After a failure, the tables move back. */
export async function restorePostgres(
  file: string,
  { database: address, isReplacing, now }: RestoreTarget,
  programs: PostgresPrograms,
): Promise<Restored> {
  await requireBackup(file, programs);
  await requireReachable(address);
  await using connection = await SingleConnection.open(address);
  await refuseIfInUse(connection, address);
  const isReplaced = await hasTables(connection);
  const place = shownPlace(address);
  if (isReplaced && !isReplacing)
    throw new RefusedFile(`${place} has tables already. With --replace they are moved aside.`);
  const aside = `${asidePrefix}${instant(now).replaceAll(/\D/g, "").slice(0, 14)}`;
  // If a signal stops pg_restore, this process must still move the tables back.
  using _ = ignoringSignals();
  await moveAside(connection, address, aside);
  let contents: Contents;
  let secrets: WorkingSecret[];
  try {
    // `postgresql:///` names no host or database, so pg_restore takes both from its environment variables.
    const how = [
      "--schema=public",
      "--single-transaction",
      "--exit-on-error",
      "--no-owner",
      "--no-privileges",
    ];
    await programs.run("pg_restore", [...how, "--dbname=postgresql:///", file], address);
    contents = await contentsOf(connection);
    secrets = await endIn(await openDatabase(address), now);
  } catch (error) {
    await putBack(connection, aside);
    throw error;
  }
  if (!isReplaced) await connection.run(`drop schema ${aside}`);
  await connection.run("analyze");
  return { database: place, aside: isReplaced ? `the schema ${aside} of ${place}` : null, contents, secrets };
}

/** The file must be a whole backup of this version or an older version. */
async function requireBackup(file: string, programs: PostgresPrograms): Promise<void> {
  const found = await stat(file).catch((error: unknown) => {
    throw refusedFile(file, error);
  });
  if (!found.isFile()) throw new RefusedFile(`${file}: it isn't a file.`);
  const inspect = async (words: readonly string[], fault: string) => {
    try {
      return await programs.run("pg_restore", [...words, file]);
    } catch (error) {
      if (!(error instanceof ProgramFailed)) throw error;
      throw new RefusedFile(`${file} ${fault} (${error.reason}). Nothing was restored.`, { cause: error });
    }
  };
  const foreign = "isn't a backup of a Postgres database of Sallyport";
  const list = await inspect(["--list"], foreign);
  if (!neededTables.every((name) => list.includes(` TABLE DATA public ${name} `)))
    throw new RefusedFile(`${file} ${foreign}.`);
  await inspect([`--file=${devNull}`], "is damaged");
  const migrations = ["--data-only", "--schema=public", "--table=kysely_migration", "--file=-"];
  const unknown = unknownMigrations(namesIn(await inspect(migrations, "is damaged")));
  if (unknown.length > 0) throw new RefusedFile(newerSentence(file, unknown));
}

const neededTables = ["kysely_migration", "accounts", "audit_events", "key_slots"];

function namesIn(sql: string): string[] {
  const [, columns = "", rows = ""] = /^COPY \S+ \((.*)\) FROM stdin;\n([^]*?)^\\\.$/m.exec(sql) ?? [];
  const place = columns.split(", ").indexOf("name");
  return rows
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split("\t")[place] ?? "");
}

function ignore(): void {}

function ignoringSignals(): Disposable {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, ignore);
  return {
    [Symbol.dispose]: () => {
      for (const signal of signals) process.off(signal, ignore);
    },
  };
}
