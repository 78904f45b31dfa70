import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { access, mkdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test, vi } from "vitest";
import { examine } from "../doctor.ts";
import { startSwtpm } from "./swtpm.ts";
import { swtpmBackend } from "./swtpm-backend.ts";
import { startSwtpmStore } from "./swtpm-store.ts";
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

test("its process has nothing of the environment but what it needs", { tags: ["AT-90"] }, async () => {
  vi.stubEnv("SMTP_URL", "smtp://sallyport:a-password@mail.example.com");
  onTestFinished(() => void vi.unstubAllEnvs());
  const tpm = await newTpm();
  const environment = await readFile(`/proc/${tpm.pid}/environ`, "utf8");
  expect(environment).toContain("PATH=");
  expect(environment).not.toContain("SMTP_URL");
});

test.for(["unix", "tcp"])(
  "a state folder that another program's swtpm holds is busy, and no advice says to restore a backup (%s)",
  async (kind) => {
    const stateFolder = await newFolder();
    const other = await otherSwtpm(stateFolder, kind === "unix");
    const starting = startSwtpm({ stateFolder });
    await expect(starting).rejects.toMatchObject({ code: "busy" });
    await expect(starting).rejects.toThrow("Another program uses this folder");
    await expect(starting).rejects.not.toThrow("backup");
    const { probe, advice } = await examine(swtpmBackend, () => startSwtpmStore({ stateFolder }));
    expect(probe).toMatchObject({ ok: false, why: "busy" });
    expect(advice).not.toContain("backup");
    await other.stop();
    expect(await createTpmStore({ tcti: (await newTpm(stateFolder)).tcti }).probe()).toMatchObject({
      ok: true,
    });
  },
);

async function otherSwtpm(stateFolder: string, isUnix: boolean) {
  const elsewhere = await newFolder();
  const port = 20_000 + (process.pid % 20_000);
  const server = isUnix ? `type=unixio,path=${elsewhere}/socket` : `type=tcp,port=${port}`;
  const args = ["socket", "--tpm2", "--tpmstate", `dir=${stateFolder}`, "--server", server];
  const other = execa("swtpm", [...args, "--flags", "not-need-init,startup-clear"], { reject: false });
  onTestFinished(() => void other.kill());
  await vi.waitFor(() => access(join(stateFolder, "tpm2-00.permall")), { timeout: 20_000 });
  return {
    async stop() {
      other.kill();
      await other;
    },
  };
}

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
