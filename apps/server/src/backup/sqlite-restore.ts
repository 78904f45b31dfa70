import { createReadStream } from "node:fs";
import { open, realpath, rm, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { ConfigError } from "../config/config-error.ts";
import { instant } from "../core/clock.ts";
import type { Contents } from "../database/contents.ts";
import { openExistingDatabase } from "../database/database.ts";
import { besideDatabase } from "../database/sqlite/private-file.ts";
import { contentsOf, isInUse } from "../database/sqlite/snapshot.ts";
import { newerSentence } from "../database/versions.ts";
import { endIn } from "./end-what-is-open.ts";
import type { FileOperations } from "./file-operations.ts";
import { giveTo, type Owner, ownerFor } from "./owner.ts";
import { putInPlace } from "./put-in-place.ts";
import { realPlace } from "./real-place.ts";
import { RefusedFile, refusedFile } from "./refused-file.ts";
import type { Restored, RestoreTarget } from "./restore-target.ts";

const endings = ["", ...besideDatabase];

/** Never deletes an existing database. After a failure, nothing has changed. */
export async function restoreSqlite(
  file: string,
  { database: to, isReplacing, now }: RestoreTarget,
  files: FileOperations,
): Promise<Restored> {
  if (to === ":memory:")
    throw new ConfigError("DATABASE: A backup can't be restored into memory. Name a file.");
  const database = await realPlace(resolve(to));
  if ((await realpath(file).catch(() => file)) === database)
    throw new RefusedFile(`${file} is the database itself: name a backup.`);
  await refuseFolder(database);
  const old = await whatIsThere(database);
  if (old.length > 0 && !isReplacing) {
    throw new RefusedFile(`${old[0]} is there already. With --replace it is moved aside.`);
  }
  refuseIfInUse(database, old);
  const incoming = `${database}.restoring`;
  try {
    await copyPrivately({ file, incoming, owner: await ownerFor(database) }, files);
    const contents = requireBackup(file, contentsOf(incoming));
    const secrets = await endIn(await openExistingDatabase(incoming), now);
    await files.synchronise(incoming);
    refuseIfInUse(database, old);
    const aside = `${database}.replaced-${instant(now).replaceAll(/[-:.]/g, "")}`;
    const asideOf = (path: string) => ({ from: path, to: `${aside}${path.slice(database.length)}` });
    const moves = (await whatIsThere(database)).map(asideOf);
    await putInPlace({ aside: moves, incoming: { from: incoming, to: database } }, files);
    await files.synchronise(dirname(database));
    return { database, aside: old.length > 0 ? aside : null, contents, secrets };
  } finally {
    for (const ending of endings) await rm(`${incoming}${ending}`, { force: true });
  }
}

/**
 * Returns the files that exist: the database and the files that SQLite keeps beside it. Leftover files would
 * damage the new database.
 */
async function whatIsThere(database: string): Promise<string[]> {
  const paths = endings.map((ending) => `${database}${ending}`);
  const found = await Promise.all(paths.map((path) => stat(path).catch(() => null)));
  return paths.filter((_, index) => found[index] !== null);
}

async function refuseFolder(database: string): Promise<void> {
  const found = await stat(database).catch(() => null);
  if (found !== null && !found.isFile()) throw new RefusedFile(`${database}: it isn't a file.`);
}

function refuseIfInUse(database: string, old: readonly string[]): void {
  if (old.includes(database) && isInUse(database)) {
    throw new RefusedFile(`A server or a command is running on ${database}. Stop it first.`);
  }
}

interface Copy {
  file: string;
  incoming: string;
  owner: Owner | null;
}

async function copyPrivately({ file, incoming, owner }: Copy, { chown }: FileOperations): Promise<void> {
  const source = await stat(file).catch((error: unknown) => {
    throw refusedFile(file, error);
  });
  if (!source.isFile()) throw new RefusedFile(`${file}: it isn't a file.`);
  for (const ending of endings) await rm(`${incoming}${ending}`, { force: true });
  for (const ending of ["", "-wal"]) {
    const isThere = await stat(`${file}${ending}`).catch(() => null);
    if (!isThere) continue;
    const copy = `${incoming}${ending}`;
    try {
      await using created = await open(copy, "wx", 0o600);
      await giveTo(owner, created, chown);
      await created.writeFile(createReadStream(`${file}${ending}`));
    } catch (error) {
      throw refusedFile(copy, error);
    }
  }
}

function requireBackup(file: string, contents: ReturnType<typeof contentsOf>): Contents {
  if (contents === "damaged") throw new RefusedFile(`${file} is damaged. Nothing was restored.`);
  if (contents === "foreign") throw new RefusedFile(`${file} isn't a database of Sallyport.`);
  if ("unknown" in contents) throw new RefusedFile(newerSentence(file, contents.unknown));
  return contents;
}
