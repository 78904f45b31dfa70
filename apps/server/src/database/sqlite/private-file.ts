import { chmod, open, realpath, stat } from "node:fs/promises";
import { ConfigError } from "../../config/config-error.ts";

const forOthers = 0o077;
/** SQLite keeps these files beside a database, with the same data (sqlite.org/tempfiles.html). */
export const besideDatabase = ["-wal", "-shm", "-journal"] as const;

/** Makes the database's files readable by their owner only. Returns true if others could read a file before. */
export async function makePrivate(path: string): Promise<boolean> {
  if (path === ":memory:" || process.platform === "win32") return false;
  // If the file can't be created, SQLite reports the failure when it opens the file.
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
  // A folder or device isn't a database, and SQLite refuses it later.
  return found !== null && found.isFile() && (found.mode & forOthers) !== 0;
}
