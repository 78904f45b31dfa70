import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, copyFile, open, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Report } from "../commands/report.ts";
import { ConfigError } from "../config/config-error.ts";
import { instantOrNull } from "../core/clock.ts";
import { type Contents, contentsOf, writeSnapshot } from "../database/sqlite/snapshot.ts";
import { newerSentence } from "../database/versions.ts";
import { type FileOperations, fileOperations } from "./file-operations.ts";
import { RefusedFile, refusedFile } from "./refused-file.ts";

/**
 * Writes a file under another name and reads it back, before the file gets the name `to`. A server may be using the
 * database.
 */
export async function backUp(database: string, to: string, files = fileOperations): Promise<Report> {
  if (database === ":memory:") throw new ConfigError("DATABASE: A database in memory can't be backed up.");
  await access(database).catch((cause: unknown) => {
    throw new ConfigError(`DATABASE: There is no file ${database}.`, { cause });
  });
  const file = resolve(to);
  await access(file).then(
    () => {
      throw new RefusedFile(`${file}: it is there already, and nothing is overwritten. Name a new file.`);
    },
    () => {},
  );
  const partial = `${file}.${randomBytes(6).toString("hex")}.partial`;
  const empty = await open(partial, "wx", 0o600).catch((error: unknown) => {
    throw refusedFile(file, error);
  });
  await empty.close();
  try {
    requireContents(database, database);
    writeSnapshot(database, partial);
    const contents = requireContents(partial, database);
    await files.synchronise(partial);
    await giveName(partial, file, files);
    await rm(partial);
    await files.synchronise(dirname(file));
    return reportOn(file, contents);
  } catch (error) {
    throw refusedFile(file, error);
  } finally {
    for (const ending of ["", "-journal"]) await rm(`${partial}${ending}`, { force: true });
  }
}

function requireContents(copy: string, database: string): Contents {
  const contents = contentsOf(copy);
  if (contents === "damaged") throw new RefusedFile(`${database} is damaged: restore the last good backup.`);
  if (contents === "foreign") throw new RefusedFile(`${database} isn't a database of Sallyport.`);
  if ("unknown" in contents) throw new RefusedFile(newerSentence(database, contents.unknown));
  return contents;
}

/**
 * Never overwrites a file. A hard link or an exclusive copy fails if the name is taken, but a rename would replace the
 * file.
 */
async function giveName(partial: string, file: string, files: FileOperations): Promise<void> {
  try {
    await files.link(partial, file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") throw error;
    // Some file systems have no hard links, such as exFAT and many network shares.
    await copyFile(partial, file, constants.COPYFILE_EXCL);
    await files.synchronise(file).catch(async (failure: unknown) => {
      await rm(file, { force: true });
      throw failure;
    });
  }
}

function reportOn(file: string, { accounts, events, lastEventAt, slots }: Contents): Report {
  return {
    data: { file, accounts, events, lastEventAt: instantOrNull(lastEventAt), slots },
    lines: [
      `Backup written: ${file}`,
      `${accounts} accounts, ${events} events, the last one: ${instantOrNull(lastEventAt) ?? "none"}.`,
      ...slotLines(slots),
    ],
  };
}

export function slotLines(slots: Contents["slots"]): string[] {
  if (slots.length === 0) return ["It has no key slot yet, so nothing in it is encrypted."];
  return ["Any of these key slots can decrypt it:", ...slots.map(({ id, kind }) => `  ${id}  ${kind}`)];
}
