import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createPassphraseFile, readPassphrase } from "./passphrase-file.ts";

const passphrase = "correct horse battery staple";
const uid = process.geteuid?.();
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

test("a refusal says how Docker and Kubernetes hand a secret over so that it is accepted", async () => {
  await put(passphrase, 0o444);
  const reading = read();
  await expect(reading).rejects.toMatchObject({ code: "permission" });
  for (const words of [
    "mode 0444",
    "`mode: 0400`",
    `\`uid: "${uid}"\``,
    "`defaultMode: 0440`",
    "`fsGroup: ",
  ]) {
    await expect(reading).rejects.toThrow(words);
  }
});

test("a file that its group can read is accepted if this process is in the group, as in Kubernetes", async () => {
  for (const mode of [0o400, 0o600, 0o440, 0o640]) {
    await put(passphrase, mode);
    expect(await read()).toBe(passphrase);
  }
});

test("a folder like those that Kubernetes mounts secrets in is accepted", async () => {
  await mkdir(join(folder, "..2026"), { mode: 0o755 });
  file = join(folder, "..2026", "passphrase");
  await put(passphrase, 0o440);
  await symlink("..2026", join(folder, "..data"));
  await symlink("..data/passphrase", join(folder, "passphrase"));
  await chmod(folder, 0o1777);
  expect(Buffer.from(await readPassphrase(join(folder, "passphrase"))).toString()).toBe(passphrase);
});

test("a folder in which others can replace the file is refused", { tags: ["AT-90"] }, async () => {
  await put(passphrase);
  for (const mode of [0o777, 0o757, 0o733]) {
    await chmod(folder, mode);
    await expect(read()).rejects.toThrow(`its folder ${folder} has mode`);
  }
});

test("a folder that everybody can write to is refused further up, and around a link, too", {
  tags: ["AT-90"],
}, async () => {
  const inner = join(folder, "inner", "innermost");
  await mkdir(inner, { recursive: true });
  file = join(inner, "passphrase");
  await put(passphrase);
  expect(await read()).toBe(passphrase);
  await chmod(join(folder, "inner"), 0o777);
  await expect(read()).rejects.toMatchObject({ code: "permission" });
  await chmod(join(folder, "inner"), 0o755);
  await mkdir(join(folder, "links"));
  await symlink(file, join(folder, "links", "link"));
  await chmod(join(folder, "links"), 0o777);
  await expect(readPassphrase(join(folder, "links", "link"))).rejects.toMatchObject({ code: "permission" });
});

/** These tests run only as root, because only root can change a file's owner. */
describe.runIf(uid === 0)("for root", { tags: ["AT-90"] }, () => {
  test("a file, or a folder, of another account is refused", async () => {
    await put(passphrase);
    await chown(file, 65534, 0);
    await expect(read()).rejects.toThrow("it belongs to the account 65534");
    await chown(file, 0, 0);
    await chown(folder, 65534, 0);
    await expect(read()).rejects.toThrow("belongs to the account 65534");
  });

  test("a file that a foreign group can read, or a folder that one can write to, is refused", async () => {
    await put(passphrase, 0o440);
    await chown(file, 0, 65534);
    await expect(read()).rejects.toThrow("isn't in its group 65534");
    await put(passphrase);
    await chown(folder, 0, 65534);
    await chmod(folder, 0o770);
    await expect(read()).rejects.toThrow("has mode 0770");
  });
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
