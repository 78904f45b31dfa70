import { chmod, open, realpath, stat } from "node:fs/promises";
import { ConfigError } from "../config/config-error.ts";

const forOthers = 0o077;
/** Suffixes of SQLite's files beside a database, which have the same rows in them (sqlite.org/tempfiles.html). */
export const besideDatabase = ["-wal", "-shm", "-journal"] as const;

/**
 * Makes the database at `path`, and SQLite's files beside it, readable by their owner alone, under any umask. Creates a
 * missing file that way. Resolves to whether other users could read it until now; throws ConfigError if they still can.
 */
export async function makePrivate(path: string): Promise<boolean> {
  if (path === ":memory:" || process.platform === "win32") return false;
  // If it can't be made, SQLite says why.
  await open(path, "a", 0o600).then(
    (file) => file.close(),
    () => {},
  );
  const real = await realpath(path).catch(() => path);
  const files = ["", ...besideDatabase].map((ending) => `${real}${ending}`);
  const wasOpen: boolean[] = [];
  for (const file of files) wasOpen.push(await closeToOthers(file));
  return wasOpen.includes(true);
}

async function closeToOthers(file: string): Promise<boolean> {
  if (!(await isOpenToOthers(file))) return false;
  // defence: AT-84
  await chmod(file, 0o600).catch(() => {});
  if (await isOpenToOthers(file)) {
    throw new ConfigError(
      `DATABASE: Other users of this machine can read ${file}, and its permissions can't be changed. Run chmod 600 on it as ` +
        "its owner, and keep it on a file system that has permissions.",
    );
  }
  return true;
}

async function isOpenToOthers(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  // A folder or device that was named by mistake keeps its permissions: SQLite refuses it as a database.
  return found !== null && found.isFile() && (found.mode & forOthers) !== 0;
}
