import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runModule } from "../module.fixture.ts";
import type { SecureStore } from "../secure-store.ts";
import { withFileLock } from "./file-lock.ts";
import { newFolder, newTpm, newTpmOnTcp, runElsewhere } from "./tpm.fixture.ts";
import { lockFor } from "./tpm-lock.ts";
import { createTpmStore } from "./tpm-store.ts";

const key = randomBytes(32);

function sealIn(store: SecureStore): Promise<string> {
  return store.seal(key, { label: "test" });
}

test("two processes that open at once, twenty times, always succeed", async () => {
  const tpm = await newTpm();
  const sealed = await sealIn(createTpmStore({ tcti: tpm.tcti }));
  const open = (): Promise<string[]> =>
    runModule(`
      import { createTpmStore } from "./tpm/tpm-store.ts";
      const store = createTpmStore({ tcti: "${tpm.tcti}" });
      for (let round = 0; round < 20; round += 1) {
        const opened = await store.unseal("${sealed}");
        console.log(JSON.stringify(Buffer.from(opened).toString("hex")));
      }`);
  const [first, second] = await Promise.all([open(), open()]);
  expect([...first, ...second]).toEqual(Array.from({ length: 40 }, () => key.toString("hex")));
});

test("a shared TPM serves several stores at once, one after the other", async () => {
  const tpm = await newTpm();
  const stores = Array.from({ length: 4 }, () => createTpmStore({ tcti: tpm.tcti }));
  const sealed = await sealIn(createTpmStore({ tcti: tpm.tcti }));
  const rounds = stores.flatMap((store) => [
    store.unseal(sealed),
    store.unseal(sealed),
    store.unseal(sealed),
  ]);
  const opened = await Promise.all(rounds);
  expect(opened.every((bytes) => key.equals(bytes))).toBe(true);
});

test.for([
  ["through its socket", async () => (await newTpm()).tcti],
  ["over TCP", newTpmOnTcp],
] as const)("a shared TPM %s is waited for while another process has it", async ([, start]) => {
  const tcti = await start();
  const store = createTpmStore({ tcti });
  const sealed = await sealIn(store);
  await withFileLock((await lockFor(tcti)) ?? "", { seconds: 20 }, async () => {
    const unsealing = store.unseal(sealed, { signal: AbortSignal.timeout(1000) });
    await expect(unsealing).rejects.toMatchObject({ code: "timeout" });
  });
  expect(Buffer.from(await store.unseal(sealed))).toEqual(key);
});

test("a shared TPM is cleared of what a killed process left in all of its slots", async () => {
  const tpm = await newTpm();
  const store = createTpmStore({ tcti: tpm.tcti, isSessionEncrypted: true });
  const folder = await newFolder();
  for (const slot of [1, 2, 3])
    await runElsewhere(tpm.tcti, "createprimary", "-Q", "-c", join(folder, `${slot}.ctx`));
  expect(Buffer.from(await store.unseal(await sealIn(store)))).toEqual(key);
});

test("a TPM asks for an authorisation once it has an owner password", async () => {
  const tpm = await newTpm();
  const store = createTpmStore({ tcti: tpm.tcti });
  const sealed = await sealIn(store);
  await runElsewhere(tpm.tcti, "changeauth", "-c", "owner", "password");
  await expect(store.unseal(sealed)).rejects.toMatchObject({ code: "auth-failed" });
});
