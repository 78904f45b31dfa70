import { chmod, mkdir, mkdtemp, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { lockFor } from "./tpm-lock.ts";

let folder: string;
let runtime: string;
let home: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tpm-lock-"));
  [runtime, home] = [join(folder, "runtime"), join(folder, "home")];
  await mkdir(runtime, { mode: 0o700 });
  await mkdir(home, { mode: 0o700 });
  vi.stubEnv("XDG_RUNTIME_DIR", runtime);
  vi.stubEnv("HOME", home);
  // Every account can write to this folder, as to /tmp.
  await mkdir(join(folder, "tmp"));
  await chmod(join(folder, "tmp"), 0o1777);
  vi.stubEnv("TMPDIR", join(folder, "tmp"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const others = ["swtpm:host=localhost,port=2321", "mssim:port=2321", "device:/dev/tpm0", "spi-ftdi"];

test("a TPM with a resource manager needs no lock", async () => {
  expect(await lockFor("device:/dev/tpmrm0")).toBeUndefined();
});

test("a TPM that is reached by a socket's path is locked beside it, as its starter does", async () => {
  expect(await lockFor("swtpm:path=/run/x/swtpm.sock")).toBe("/run/x/swtpm.sock.lock");
  expect(await lockFor("libtss2-tcti-swtpm.so.0:path=/run/x/swtpm.sock")).toBe("/run/x/swtpm.sock.lock");
});

test("a TPM whose socket is where everybody may write is not locked there", { tags: ["AT-90"] }, async () => {
  const lock = (await lockFor(`swtpm:path=${join(folder, "tmp", "swtpm.sock")}`)) ?? "";
  expect(dirname(lock)).toBe(join(runtime, "secure-store"));
});

test.for(others)(
  "the lock of %s lies in a folder of this account alone",
  { tags: ["AT-90"] },
  async (tcti) => {
    const lock = (await lockFor(tcti)) ?? "";
    expect(dirname(lock)).toBe(join(runtime, "secure-store"));
    expect((await stat(dirname(lock))).mode & 0o777).toBe(0o700);
    expect(await lockFor(tcti)).toBe(lock);
  },
);

test("every TPM has a lock of its own", async () => {
  expect(new Set(await Promise.all(others.map(lockFor))).size).toBe(others.length);
});

test("without a runtime folder, the lock lies in the home folder, and without a home, in a private one", async () => {
  vi.stubEnv("XDG_RUNTIME_DIR", undefined);
  expect(await lockFor("spi-ftdi")).toContain(join(home, ".local", "state", "secure-store"));
  vi.stubEnv("HOME", undefined);
  const lock = (await lockFor("spi-ftdi")) ?? "";
  expect(dirname(dirname(lock))).toBe(join(folder, "tmp"));
  expect((await stat(dirname(lock))).mode & 0o777).toBe(0o700);
});

test("a folder that others can write to, or a link in place of one, holds no lock", {
  tags: ["AT-90"],
}, async () => {
  await chmod(runtime, 0o777);
  await chmod(home, 0o770);
  const place = join(folder, "tmp", `secure-store-${process.geteuid?.()}`);
  await symlink(home, place);
  await expect(lockFor("spi-ftdi")).rejects.toMatchObject({ code: "permission" });
  await rm(place);
  await mkdir(place);
  await chmod(place, 0o777);
  await expect(lockFor("spi-ftdi")).rejects.toThrow(place);
  await rm(place, { recursive: true });
  expect(await lockFor("spi-ftdi")).toContain(place);
});
