import { randomBytes } from "node:crypto";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runModule } from "../module.fixture.ts";
import type { Probe } from "../secure-store.ts";
import { newTpm } from "./tpm.fixture.ts";
import { createTpmStore } from "./tpm-store.ts";

/** Runs as the account `nobody`, because file modes don't apply to root. */
async function probeAsStranger(tcti: string): Promise<Probe | undefined> {
  const [probe] = await runModule<Probe>(`
    import { createTpmStore } from "./tpm/tpm-store.ts";
    if (process.getuid() === 0) {
      // The new account may not enter the folder of these sources, and no program can start in such a folder.
      process.chdir("/");
      process.setgroups([]);
      process.setgid(65534);
      process.setuid(65534);
    }
    console.log(JSON.stringify(await createTpmStore({ tcti: "${tcti}" }).probe()));`);
  return probe;
}

test.for([
  ["socket", "swtpm.sock"],
  ["folder", "."],
] as const)("a TPM whose %s this process may not use is a matter of permission", async ([, name]) => {
  const tpm = await newTpm();
  const store = createTpmStore({ tcti: tpm.tcti });
  const sealed = await store.seal(randomBytes(32), { label: "test" });
  await chmod(tpm.stateFolder, 0o755);
  await chmod(join(tpm.stateFolder, name), 0);
  onTestFinished(() => chmod(tpm.stateFolder, 0o700));

  expect(await probeAsStranger(tpm.tcti)).toMatchObject({
    ok: false,
    why: "permission",
    detail: expect.stringContaining(tpm.stateFolder),
  });
  await chmod(tpm.stateFolder, 0o700);
  await chmod(join(tpm.stateFolder, "swtpm.sock"), 0o600);
  expect(await store.unseal(sealed)).toHaveLength(32);
});
