import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { readAccountsConfig } from "../../config/config.ts";
import { ConfigError } from "../../config/config-error.ts";
import { defaultDatabase } from "../../config/key-storage.ts";
import { systemClock } from "../../core/clock.ts";
import { typedCommand } from "../../core/typed-command.ts";
import { databaseTrouble } from "../../database/trouble.ts";
import { backUp } from "../backup.ts";
import { fileOperations } from "../file-operations.ts";
import { noted } from "../note-backup.ts";
import { PostgresPrograms } from "../postgres-programs.ts";
import { RefusedFile } from "../refused-file.ts";
import { restore } from "../restore.ts";

const usage = `${typedCommand("backup", "FILE [--json]")}
${typedCommand("restore", "FILE [--replace] [--json]")}

  backup     writes the database to a new file; the server may be running
  restore    replaces the database with a backup; stop the server first. With --replace, an existing database is moved
             aside

The database is the setting DATABASE or DATABASE_URL, as for the server. Backups of Postgres need its client programs.`;

process.umask(0o077);
try {
  const { values, positionals } = readArguments();
  const [act, file = ""] = positionals;
  const isKnown = act === "restore" || (act === "backup" && !values.replace);
  if (!isKnown || file === "" || positionals.length !== 2) {
    console.error(usage);
    process.exitCode = 2;
  } else {
    const { database } = readAccountsConfig(process.env);
    if (database === defaultDatabase) await mkdir(dirname(database), { recursive: true });
    const programs = new PostgresPrograms(process.env);
    const target = { database, isReplacing: values.replace, now: systemClock.now() };
    const report =
      act === "backup"
        ? await noted(await backUp(database, file, fileOperations, programs), database, systemClock.now())
        : await restore(file, target, fileOperations, programs);
    console.log(values.json ? JSON.stringify(report.data, null, 2) : report.lines.join("\n"));
  }
} catch (error) {
  const isRefusal = error instanceof ConfigError || error instanceof RefusedFile;
  const sentence = isRefusal ? error.message : databaseTrouble(error);
  if (sentence === null) throw error;
  console.error(sentence);
  process.exitCode = 1;
}

function readArguments() {
  const isFalse = { type: "boolean", default: false } as const;
  try {
    return parseArgs({ options: { json: isFalse, replace: isFalse }, allowPositionals: true });
  } catch {
    return { values: { json: false, replace: false }, positionals: [] };
  }
}
