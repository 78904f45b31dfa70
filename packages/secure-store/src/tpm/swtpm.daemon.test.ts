import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { startSwtpm } from "./swtpm.ts";
import { newFolder, newTpm } from "./tpm.fixture.ts";
import { createTpmStore } from "./tpm-store.ts";

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("what it keeps is private", async () => {
  const tpm = await newTpm();
  expect((await stat(tpm.stateFolder)).mode & 0o777).toBe(0o700);
  expect((await stat(join(tpm.stateFolder, "swtpm.sock"))).mode & 0o777).toBe(0o600);
});

test("a second one on the same state joins the first, and leaves it running", async () => {
  const first = await newTpm();
  const second = await startSwtpm({ stateFolder: first.stateFolder });
  expect(second).toMatchObject({ tcti: first.tcti, pid: undefined });
  await second.stop();
  expect(await createTpmStore({ tcti: first.tcti }).probe()).toMatchObject({ ok: true });
});

test("the second one takes over once the first is gone", async () => {
  const first = await newTpm();
  const second = await newTpm(first.stateFolder);
  const store = createTpmStore({ tcti: second.tcti });
  const sealed = await store.seal(randomBytes(32), { label: "test" });
  await first.stop();
  await expect(store.unseal(sealed)).rejects.toMatchObject({ code: "unavailable" });
  await second.ready();
  expect(second.pid).toBeDefined();
  expect(await store.unseal(sealed)).toHaveLength(32);
});

test("of two that start at once, one runs", async () => {
  const stateFolder = join(await newFolder(), "state");
  await mkdir(stateFolder);
  const both = await Promise.all([newTpm(stateFolder), newTpm(stateFolder)]);
  expect(both.filter(({ pid }) => pid !== undefined)).toHaveLength(1);
});

test("stopping it ends its process, and stopping twice is no error", async () => {
  const tpm = await newTpm();
  const pid = tpm.pid ?? 0;
  await tpm.stop();
  expect(isRunning(pid)).toBe(false);
  expect(tpm.pid).toBeUndefined();
  await tpm.stop();
  await expect(tpm.ready()).rejects.toMatchObject({ code: "unavailable" });
});

test("it ends with its parent, even one that was killed", async () => {
  const stateFolder = join(await newFolder(), "state");
  const program = `
    import { startSwtpm } from ${JSON.stringify(join(import.meta.dirname, "swtpm.ts"))};
    const tpm = await startSwtpm({ stateFolder: ${JSON.stringify(stateFolder)} });
    console.log(tpm.pid);
    setInterval(() => {}, 1000);`;
  const parent = execa(process.execPath, ["--input-type=module", "--eval", program], { reject: false });
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  const pid = Number(line.toString());
  expect(isRunning(pid)).toBe(true);
  parent.kill("SIGKILL");
  await parent;
  await expect.poll(() => isRunning(pid), { timeout: 20_000 }).toBe(false);
});

test("a path that no socket can have is refused", async () => {
  const folder = await newFolder();
  for (const name of ["x".repeat(100), "with,comma"]) {
    const starting = startSwtpm({ stateFolder: join(folder, name) });
    await expect(starting).rejects.toMatchObject({ code: "unsupported" });
  }
});

test("a folder that can't be made is refused", async () => {
  const starting = startSwtpm({ stateFolder: "/dev/null/swtpm" });
  await expect(starting).rejects.toMatchObject({ code: "not-found" });
});
