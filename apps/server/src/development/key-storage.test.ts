import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { developmentKeyStorage } from "./key-storage.ts";

let folder: string;
beforeEach(async () => {
  // The path of a Unix socket must be short, so the folder is in /tmp.
  folder = await mkdtemp("/tmp/keys-");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function newData(name: string): Promise<string> {
  const data = join(folder, name);
  await mkdir(data);
  return data;
}

async function installOnly(...programs: string[]): Promise<void> {
  const installed = join(folder, "installed");
  await mkdir(installed);
  for (const name of programs) await writeFile(join(installed, name), "", { mode: 0o755 });
  vi.stubEnv("PATH", installed);
}

const swtpm = ["swtpm", "swtpm_ioctl", "tpm2_createprimary", "flock", "setpriv"];

test("a software TPM keeps the key where it is installed", async () => {
  await installOnly(...swtpm);
  const data = await newData("data");
  expect(await developmentKeyStorage(data)).toEqual({ kind: "swtpm", stateFolder: join(data, "tpm") });
});

test("a passphrase file keeps it where no software TPM is installed", async () => {
  await installOnly();
  const data = await newData("data");
  expect(await developmentKeyStorage(data)).toEqual({ kind: "passphrase", file: join(data, "passphrase") });
});

test.for([
  ["lies too deep", "x".repeat(100)],
  ["has a comma in its path", "a,b"],
] as const)(
  "a passphrase file keeps it in a folder that is no place for a software TPM: one that %s",
  async ([, name]) => {
    await installOnly(...swtpm);
    expect(await developmentKeyStorage(await newData(name))).toMatchObject({ kind: "passphrase" });
  },
);

test("a folder keeps its first kind of key storage, even after a software TPM was installed", async () => {
  const data = await newData("data");
  await installOnly();
  const first = await developmentKeyStorage(data);
  vi.unstubAllEnvs();
  await rm(join(folder, "installed"), { recursive: true });
  await installOnly(...swtpm);
  expect(await developmentKeyStorage(data)).toEqual(first);
});
