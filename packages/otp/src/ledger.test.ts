import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { defaultLedgerFolder, FolderLedger, unusable } from "./ledger.ts";

const key = "a".repeat(64);
const program = join(import.meta.dirname, "claiming.fixture.ts");

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "otp-ledger-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test("a step is claimed once, and never at or below the newest", async () => {
  const folder = await newFolder();
  const [one, other] = [new FolderLedger(folder), new FolderLedger(folder)];
  expect(await one.claim(key, 10)).toBe(true);
  for (const step of [10, 9, 0]) expect(await other.claim(key, step)).toBe(false);
  expect(await other.claim(key, 12)).toBe(true);
  expect(await one.claim(key, 11)).toBe(false);
  expect(await one.claim("b".repeat(64), 11)).toBe(true);
  expect(await one.newest(key)).toBe(12);
});

test("only the newest claim of a key stays, and keys that nothing used for a day are removed", async () => {
  const folder = await newFolder();
  const ledger = new FolderLedger(folder);
  for (let step = 1; step <= 5; step++) await ledger.claim(key, step);
  expect(await readdir(join(folder, key))).toEqual(["5"]);
  const old = new Date(Date.now() - 25 * 60 * 60 * 1000);
  await utimes(join(folder, key, "5"), old, old);
  await utimes(join(folder, key), old, old);
  await mkdir(join(folder, "somewhere else"));
  await new FolderLedger(folder).claim("b".repeat(64), 1);
  expect((await readdir(folder)).toSorted()).toEqual(["b".repeat(64), "somewhere else"]);
});

test("only this user can read the folder, and its name is the same for each process of the user", async () => {
  const folder = join(await newFolder(), "new");
  await new FolderLedger(folder).claim(key, 1);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect(defaultLedgerFolder({})).toBe(defaultLedgerFolder({}));
  expect(defaultLedgerFolder({ SALLYPORT_OTP_LEDGER: "/elsewhere" })).toBe("/elsewhere");
});

test("eight processes claim fifty steps each, and none twice", async () => {
  const folder = await newFolder();
  const processes = Array.from({ length: 8 }, () => claiming(folder, "50"));
  const claims = await Promise.all(
    processes.map(async ({ stdout }) => JSON.parse(await text(stdout)) as number[]),
  );
  expect(claims.map(({ length }) => length)).toEqual(Array.from({ length: 8 }, () => 50));
  expect(new Set(claims.flat()).size).toBe(400);
});

test("a worker that is killed while it holds a claim costs only this step", async () => {
  const folder = await newFolder();
  const worker = claiming(folder, "hold");
  const [said] = await once(worker.stdout.setEncoding("utf8"), "data");
  const held = Number(said);
  worker.kill("SIGKILL");
  await once(worker, "exit");
  const ledger = new FolderLedger(folder);
  expect(await ledger.claim(key, held)).toBe(false);
  expect(await ledger.claim(key, held + 1)).toBe(true);
});

function claiming(folder: string, task: string) {
  const child = spawn(process.execPath, [program, folder, task], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

describe("a sentence says why the folder can't be used, and what to do:", () => {
  const advice =
    /Set SALLYPORT_OTP_LEDGER, or the option ledger, to a folder of your own on a local disk that has space\.$/;

  test("it is a file", async () => {
    const file = join(await newFolder(), "file");
    await writeFile(file, "");
    await expect(new FolderLedger(file).claim(key, 1)).rejects.toMatchObject({
      code: "ledger",
      message: expect.stringContaining(`${file} isn't a folder. `),
    });
    await expect(new FolderLedger(file).claim(key, 1)).rejects.toThrow(advice);
  });

  test("other users can write it, or it is a link", async () => {
    const folder = await newFolder();
    const open = join(folder, "open");
    await mkdir(open);
    await chmod(open, 0o777);
    await expect(new FolderLedger(open).claim(key, 1)).rejects.toThrow(/can be changed by other users\. Set/);
    await symlink(open, join(folder, "link"));
    await expect(new FolderLedger(join(folder, "link")).claim(key, 1)).rejects.toThrow(
      /isn't a folder\. Set/,
    );
    expect(await readdir(open)).toEqual([]);
  });

  test("the system allows no folder there", async () => {
    await expect(new FolderLedger("/proc/self/otp").claim(key, 1)).rejects.toThrow(
      /^The ledger \/proc\/self\/otp .*\(E[A-Z]+\)\. Set/,
    );
  });

  test.each([
    ["ENOSPC", "is on a full disk"],
    ["EDQUOT", "is on a disk whose quota is used up"],
    ["EROFS", "is on a disk that can only be read"],
    ["EACCES", "can't be written by this user"],
  ])("%s", (code, reason) => {
    const { message } = unusable("/ledger", Object.assign(new Error(), { code }));
    expect(message).toContain(`The ledger /ledger ${reason} (${code}). `);
    expect(message).toMatch(advice);
  });
});
