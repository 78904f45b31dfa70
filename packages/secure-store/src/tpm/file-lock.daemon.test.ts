import { once } from "node:events";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { withFileLock } from "./file-lock.ts";
import { newFolder } from "./tpm.fixture.ts";

const patient = { seconds: 20 };

test("those who want the lock at once get it one after the other", async () => {
  const path = join(await newFolder(), "lock");
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise(setImmediate);
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 8 }, () => withFileLock(path, patient, work)));
  expect(most).toBe(1);
});

test("work that fails lets go of the lock", async () => {
  const path = join(await newFolder(), "lock");
  const failing = withFileLock(path, patient, () => Promise.reject(new Error("no luck")));
  await expect(failing).rejects.toThrow("no luck");
  await expect(withFileLock(path, patient, async () => "done")).resolves.toBe("done");
});

test("a lock that another process keeps is busy, until that process is killed", async () => {
  const path = join(await newFolder(), "lock");
  const program = `
    import { withFileLock } from ${JSON.stringify(join(import.meta.dirname, "file-lock.ts"))};
    setInterval(() => {}, 1000);
    await withFileLock(${JSON.stringify(path)}, { seconds: 5 }, async () => {
      console.log("held");
      await new Promise(() => {});
    });`;
  const other = execa(process.execPath, ["--input-type=module", "--eval", program], { reject: false });
  await once(other.stdout, "data");
  const waiting = withFileLock(path, { seconds: 0.2 }, async () => "done");
  await expect(waiting).rejects.toMatchObject({ code: "busy" });
  other.kill("SIGKILL");
  await other;
  await expect(withFileLock(path, patient, async () => "done")).resolves.toBe("done");
});

test("waiting for it can be called off", async () => {
  const path = join(await newFolder(), "lock");
  await withFileLock(path, patient, async () => {
    const waiting = withFileLock(path, { seconds: 20, signal: AbortSignal.timeout(100) }, async () => "done");
    await expect(waiting).rejects.toMatchObject({ code: "timeout" });
  });
});

test("a lock in a folder that does not exist is unavailable", async () => {
  const path = join(await newFolder(), "nowhere", "lock");
  await expect(withFileLock(path, patient, async () => "done")).rejects.toMatchObject({
    code: "unavailable",
  });
});
