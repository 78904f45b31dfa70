import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase, openDatabaseAsItIs, openExistingDatabase } from "../database.ts";
import { makePrivate } from "./private-file.ts";

let folder: string;
let file: string;
let umask: number;
beforeEach(async () => {
  umask = process.umask(0o022);
  folder = await mkdtemp(join(tmpdir(), "sallyport-private-"));
  file = join(folder, "sallyport.db");
});
afterEach(async () => {
  process.umask(umask);
  await rm(folder, { recursive: true });
});

async function modes(where = folder): Promise<Record<string, string>> {
  const names = (await readdir(where)).toSorted();
  const found = await Promise.all(
    names.map(async (name) => [name, (await stat(join(where, name))).mode] as const),
  );
  return Object.fromEntries(found.map(([name, mode]) => [name, (mode & 0o777).toString(8)]));
}
const allPrivate = { "sallyport.db": "600", "sallyport.db-shm": "600", "sallyport.db-wal": "600" };

test("a new database is readable by its owner alone, under the usual umask too", async () => {
  const database = await openDatabase(file);
  expect(await modes()).toEqual(allPrivate);
  await database.destroy();
});

test.for([
  ["a server", openDatabase],
  ["a command that changes something", openExistingDatabase],
  ["a command that only looks", openDatabaseAsItIs],
] as const)("%s mends a database that others can read, with all that lies beside it", async ([, open]) => {
  const running = await openDatabase(file);
  for (const ending of ["", "-wal", "-shm"]) await chmod(`${file}${ending}`, 0o666);
  const database = await open(file);
  expect(await modes()).toEqual(allPrivate);
  await database.destroy();
  await running.destroy();
});

test("if the path is a link, the permissions of the real files are changed", async () => {
  const real = join(folder, "real");
  await mkdir(real);
  const target = join(real, "sallyport.db");
  const running = await openDatabase(target);
  for (const ending of ["", "-wal", "-shm"]) await chmod(`${target}${ending}`, 0o644);
  await symlink(target, file);
  expect(await makePrivate(file)).toBe(true);
  expect(await modes(real)).toEqual(allPrivate);
  expect(await makePrivate(file)).toBe(false);
  await running.destroy();
});

test("what can't be made private is refused", async () => {
  await expect(makePrivate("/proc/self/status")).rejects.toThrow(
    /^DATABASE: Other users of this machine can read /,
  );
});

test("a folder that is named instead of a file keeps its permissions", async () => {
  await chmod(folder, 0o755);
  expect(await makePrivate(folder)).toBe(false);
  expect((await stat(folder)).mode & 0o777).toBe(0o755);
});
