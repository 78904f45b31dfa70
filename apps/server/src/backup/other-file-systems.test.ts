import {
  chmod,
  chown,
  copyFile,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../database/database.ts";
import { backUp } from "./backup.ts";
import { type FileOperations, fileOperations } from "./file-operations.ts";
import { giveTo, ownerFor } from "./owner.ts";
import { RefusedFile } from "./refused-file.ts";
import { restore } from "./restore.ts";

let folder: string;
let live: string;
let backup: string;
let volume: string;
let real: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-files-"));
  [live, backup, volume] = [join(folder, "live.db"), join(folder, "backup.db"), join(folder, "volume")];
  real = join(volume, "real.db");
  await mkdir(volume);
  await (await openDatabase(live)).destroy();
  await backUp(live, backup);
});
afterEach(() => rm(folder, { recursive: true }));

const into = (database: string, isReplacing = false) => ({
  database,
  isReplacing,
  now: Date.UTC(2027, 0, 4),
});
const mode = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);
const own = async (path: string) => (await stat(path)).uid;
const error = (code: string) => Object.assign(new Error(code), { code });
const failing = (code: string) => async () => Promise.reject(error(code));
const withFiles = (some: Partial<FileOperations>): FileOperations => ({ ...fileOperations, ...some });

describe("a restore through a link", () => {
  let link: string;
  beforeEach(async () => {
    link = join(folder, "sallyport.db");
    await symlink(real, link);
  });

  test("replaces the file that it leads to, and keeps the link", async () => {
    await copyFile(live, real);
    const { data } = await restore(backup, into(link, true));
    expect(await readdir(volume)).toHaveLength(2);
    expect((await readFile(link)).equals(await readFile(real))).toBe(true);
    expect(data["database"]).toBe(real);
    expect(String(data["aside"])).toMatch(/volume\/real\.db\.replaced-/);
    expect((await readdir(folder)).filter((name) => name.startsWith("sallyport"))).toEqual(["sallyport.db"]);
  });

  test("through several links ends at the same file", async () => {
    await copyFile(live, real);
    const second = join(folder, "second.db");
    await symlink(link, second);
    expect((await restore(backup, into(second, true))).data).toMatchObject({ database: real });
  });

  test("is refused if it leads to a missing file, whether told to replace or not", async () => {
    for (const isReplacing of [false, true]) {
      await expect(restore(backup, into(link, isReplacing))).rejects.toThrow(/Mount its volume first/);
      await rm(volume, { recursive: true, force: true });
    }
    expect((await readdir(folder)).toSorted()).toEqual(["backup.db", "live.db", "sallyport.db"]);
  });

  test("is refused if the link leads to itself", async () => {
    await symlink("circle.db", join(folder, "circle.db"));
    await expect(restore(backup, into(join(folder, "circle.db"), true))).rejects.toThrow(/in a circle/);
  });

  test("is refused if it leads to the backup", async () => {
    await copyFile(backup, real);
    await expect(restore(real, into(link, true))).rejects.toThrow(/is the database itself/);
  });
});

describe("the owner of a restored database", () => {
  // Only root can change the owner of a file.
  const uid = process.getuid?.() === 0 ? 65_534 : (process.getuid?.() ?? 0);
  const giveAway = (path: string) => chown(path, uid, process.getgid?.() ?? 0);

  test("is the one of the database that is replaced", async () => {
    await copyFile(live, real);
    await giveAway(real);
    const { data } = await restore(backup, into(real, true));
    expect([await own(real), await own(String(data["aside"]))]).toEqual([uid, uid]);
    expect(await mode(real)).toBe("600");
  });

  test("is the one of the folder if there was no database", async () => {
    await giveAway(volume);
    await restore(backup, into(real));
    expect([await own(real), await mode(real)]).toEqual([uid, "600"]);
  });

  test("is the account that restores, in a folder of root", async () => {
    expect(await ownerFor("/none.db")).toBeNull();
  });

  test("is set, or the restore is refused with a sentence", async () => {
    const asked: number[][] = [];
    const refuse: FileOperations["chown"] = async (_, ...ids) => {
      asked.push(ids);
      throw error("EPERM");
    };
    await using file = await open(live);
    await expect(giveTo({ uid: 4711, gid: 4712 }, file, refuse)).rejects.toThrow(
      /number 4711.*Run the restore/,
    );
    expect(asked).toEqual([[4711, 4712]]);
  });
});

describe("a database that is moved aside", () => {
  test("can be read by its owner alone, and so can what SQLite left beside one", async () => {
    await copyFile(live, real);
    await chmod(real, 0o644);
    const { data } = await restore(backup, into(real, true));
    expect(await mode(String(data["aside"]))).toBe("600");
    await rm(real);
    await writeFile(`${real}-wal`, "left over", { mode: 0o644 });
    const second = await restore(backup, { ...into(real, true), now: Date.UTC(2027, 0, 5) });
    expect(await mode(`${String(second.data["aside"])}-wal`)).toBe("600");
  });
});

describe("a restore onto a file that can't be renamed", () => {
  test.for<[where: string, code: string, words: RegExp, at: number]>([
    ["because it is mounted by itself", "EBUSY", /mount its folder instead/, 0],
    ["in a folder where renaming isn't allowed", "EPERM", /no permission/, 0],
    ["once the old one is aside", "EBUSY", /mount its folder instead/, 1],
  ])("%s is refused, and nothing is changed", async ([, code, words, at]) => {
    await copyFile(backup, real);
    const before = await readFile(real);
    let count = 0;
    const rename: FileOperations["rename"] = async (from, to) => {
      if (count++ === at) throw error(code);
      await fileOperations.rename(from, to);
    };
    const refused = restore(backup, into(real, true), withFiles({ rename }));
    await expect(refused).rejects.toThrow(RefusedFile);
    await expect(refused).rejects.toThrow(words);
    expect(await readdir(volume)).toEqual(["real.db"]);
    expect(await readFile(real)).toEqual(before);
  });

  test("is refused where Docker made a folder for it", async () => {
    await expect(restore(backup, into(volume, true))).rejects.toThrow(/isn't a file/);
    expect(await readdir(volume)).toEqual([]);
  });
});

describe("a backup on a file system without hard links", () => {
  test.for(["EPERM", "ENOTSUP", "EOPNOTSUPP", "EMLINK", "ENOSYS"])(
    "that says %s is a whole, private file",
    async (code) => {
      await backUp(live, real, withFiles({ link: failing(code) }));
      expect(await readdir(volume)).toEqual(["real.db"]);
      expect(await mode(real)).toBe("600");
      await restore(real, into(join(folder, "restored.db")));
    },
  );

  test("doesn't overwrite a file that has come there meanwhile", async () => {
    const link = async () => {
      await writeFile(real, "of another program");
      throw error("EPERM");
    };
    await expect(backUp(live, real, withFiles({ link }))).rejects.toThrow(/nothing is overwritten/);
    expect(await readFile(real, "utf8")).toBe("of another program");
    expect(await readdir(volume)).toEqual(["real.db"]);
  });

  test("leaves nothing behind if the disk doesn't take it", async () => {
    const synchronise = async (path: string) => {
      if (path === real) throw error("ENOSPC");
    };
    const refused = backUp(live, real, withFiles({ link: failing("EPERM"), synchronise }));
    await expect(refused).rejects.toThrow(/the disk is full/);
    expect(await readdir(volume)).toEqual([]);
  });
});
