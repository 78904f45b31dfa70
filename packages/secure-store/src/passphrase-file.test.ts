import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPassphraseFile, readPassphrase } from "./passphrase-file.ts";

const passphrase = "correct horse battery staple";
let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "passphrase-file-"));
  file = join(folder, "passphrase");
});
afterEach(() => rm(folder, { recursive: true }));

async function put(content: string, mode = 0o600): Promise<void> {
  await writeFile(file, content);
  await chmod(file, mode);
}

async function read(): Promise<string> {
  return Buffer.from(await readPassphrase(file)).toString();
}

test("a new file is private, holds 256 random bits, and leaves nothing beside it", async () => {
  expect(await createPassphraseFile(file)).toBe(true);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(Buffer.from(await read(), "base64url")).toHaveLength(32);
  expect(await readdir(folder)).toEqual(["passphrase"]);
});

test("an existing file is never replaced", async () => {
  await put(passphrase);
  expect(await createPassphraseFile(file)).toBe(false);
  expect(await readFile(file, "utf8")).toBe(passphrase);
  expect(await readdir(folder)).toEqual(["passphrase"]);
});

test("of several processes that make the file at once, one does", async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => createPassphraseFile(file)));
  expect(made.filter(Boolean)).toHaveLength(1);
});

test("a file in a folder that does not exist can't be made", async () => {
  const making = createPassphraseFile(join(folder, "nowhere", "passphrase"));
  await expect(making).rejects.toMatchObject({ code: "not-found" });
});

test("one line break at the end does not count", async () => {
  for (const end of ["", "\n", "\r\n"]) {
    await put(passphrase + end);
    expect(await read()).toBe(passphrase);
  }
  await put(`${passphrase}\n\n`);
  expect(await read()).toBe(`${passphrase}\n`);
});

test("a file that everybody can read, or that others can write, is refused", async () => {
  for (const mode of [0o644, 0o604, 0o602, 0o620, 0o666]) {
    await put(passphrase, mode);
    await expect(read()).rejects.toMatchObject({ code: "permission" });
  }
});

test("a file that the group can read is accepted, as service managers hand it over", async () => {
  for (const mode of [0o400, 0o600, 0o440, 0o640]) {
    await put(passphrase, mode);
    expect(await read()).toBe(passphrase);
  }
});

test("a link to a private file is followed", async () => {
  await put(passphrase);
  await symlink(file, join(folder, "link"));
  expect(Buffer.from(await readPassphrase(join(folder, "link"))).toString()).toBe(passphrase);
});

test("an empty, short or huge file is refused as corrupt", async () => {
  for (const content of ["", "\n", "fifteen-bytes-x", "x".repeat(1025), "x".repeat(100_000)]) {
    await put(content);
    await expect(read()).rejects.toMatchObject({ code: "corrupt" });
  }
});

test("a named pipe is refused, and not waited for", async () => {
  await execa("mkfifo", ["--mode=600", file]);
  await expect(read()).rejects.toMatchObject({ code: "unsupported" });
});

test("a folder is not a passphrase", async () => {
  await chmod(folder, 0o700);
  await expect(readPassphrase(folder)).rejects.toMatchObject({ code: "unsupported" });
});
