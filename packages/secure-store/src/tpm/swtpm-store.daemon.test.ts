import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { SecureStore } from "../secure-store.ts";
import { traceOf } from "../trace.fixture.ts";
import { startSwtpmStore } from "./swtpm-store.ts";
import { newFolder, newTpm } from "./tpm.fixture.ts";
import { createTpmStore } from "./tpm-store.ts";

const key = randomBytes(32);

async function newStore(stateFolder: string): Promise<SecureStore> {
  const store = await startSwtpmStore({ stateFolder });
  onTestFinished(() => store[Symbol.asyncDispose]());
  return store;
}

test("a key is sealed and opened although the process that ran the TPM has gone", async () => {
  const tpm = await newTpm();
  const store = await newStore(tpm.stateFolder);
  await tpm.stop();
  const sealed = await store.seal(key, { label: "test" });
  expect(Buffer.from(await store.unseal(sealed))).toEqual(key);
});

test("disposing of the store ends the TPM", async () => {
  const stateFolder = join(await newFolder(), "state");
  const store = await newStore(stateFolder);
  const sealed = await store.seal(key, { label: "test" });
  await store[Symbol.asyncDispose]();
  const left = createTpmStore({ tcti: `swtpm:path=${join(stateFolder, "swtpm.sock")}` });
  await expect(left.unseal(sealed)).rejects.toMatchObject({ code: "unavailable" });
});

test("a TPM that works is not asked first whether it does", async () => {
  const calls = await traceOf(`
    import { startSwtpmStore } from "./tpm/swtpm-store.ts";
    await using store = await startSwtpmStore({ stateFolder: "${await newFolder()}" });
    await store.unseal(await store.seal(new Uint8Array(32), { label: "test" }));`);
  const started = calls.flatMap(({ text, name }) =>
    name === "execve" ? (/"tpm2_(\w+)"/.exec(text)?.[1] ?? []) : [],
  );
  const inUse = started.slice(started.indexOf("createprimary"));
  expect(inUse).toContain("unseal");
  expect(inUse).not.toContain("readclock");
});
