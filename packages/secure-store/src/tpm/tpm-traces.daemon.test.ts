import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { type Call, traceOf } from "../trace.fixture.ts";
import { newFolder, newTpm } from "./tpm.fixture.ts";
import { createTpmStore } from "./tpm-store.ts";

test("nothing stays in the scratch folder, whether it went well or not", async () => {
  const tpm = await newTpm();
  const scratchParent = await newFolder();
  const store = createTpmStore({ tcti: tpm.tcti, scratchParent });
  const sealed = await store.seal(randomBytes(32), { label: "test" });
  await store.unseal(sealed);
  const altered = sealed.replace(/^(\w+\.[\w-]+\.).{40}/, `$1${"A".repeat(40)}`);
  await expect(store.unseal(altered)).rejects.toMatchObject({ code: "corrupt" });
  expect(await readdir(scratchParent)).toEqual([]);
});

const visible = "a-key-that-a-trace-would-show-32";

async function traceRoundTrip(isSessionEncrypted: boolean): Promise<Call[]> {
  const tpm = await newTpm();
  const calls = await traceOf(`
    import { createTpmStore } from "./tpm/tpm-store.ts";
    const store = createTpmStore({ tcti: "${tpm.tcti}", isSessionEncrypted: ${isSessionEncrypted} });
    const key = Buffer.from(["a", "key", "that", "a", "trace", "would", "show", "32"].join("-"));
    const opened = await store.unseal(await store.seal(key, { label: "test" }));
    if (!key.equals(opened)) process.exit(1);`);
  return calls.map((call) => ({ ...call, peer: call.peer === tpm.tcti.split("=")[1] ? "TPM" : call.peer }));
}

test("a key is sealed by five tools and opened by five: a TPM is cleared only where the next lacks room", async () => {
  const attempts = (await traceRoundTrip(false)).filter(({ name }) => name === "execve");
  const tools = attempts.flatMap(({ text }) => /"tpm2_(\w+)"/.exec(text)?.[1] ?? []);
  // `execve` is tried in each folder of the search path, so a tool can appear several times in a row.
  const started = tools.filter((tool, n) => tool !== tools[n - 1]);
  const sealing = ["createprimary", "readpublic", "flushcontext", "create", "flushcontext"];
  const opening = ["createprimary", "load", "flushcontext", "unseal", "flushcontext"];
  expect(started).toEqual([...sealing, ...opening]);
});

test("a trace would show a key in a file, in an argument and in the environment", async () => {
  const folder = await newFolder();
  const calls = await traceOf(`
    import { spawnSync } from "node:child_process";
    import { writeFileSync } from "node:fs";
    const key = ["a", "key", "that", "a", "trace", "would", "show", "32"].join("-");
    writeFileSync("${folder}/key", key);
    spawnSync("true", [key]);
    spawnSync("true", [], { env: { KEY: key } });`);
  const showing = calls.filter(({ text }) => text.includes(visible));
  expect(showing.filter(({ name }) => name === "write").map(({ peer }) => peer)).toEqual([`${folder}/key`]);
  const starts = showing.filter(({ name }) => name === "execve").map(({ text }) => text);
  expect(starts.some((text) => text.includes(`"true", "${visible}"`))).toBe(true);
  expect(starts.some((text) => text.includes(`"KEY=${visible}"`))).toBe(true);
});

test.for([
  { isSessionEncrypted: false, where: ["TPM", "pipe"] },
  { isSessionEncrypted: true, where: ["pipe"] },
])(
  "the key passes through pipes and the TPM's socket only, there in clear unless encrypted ($isSessionEncrypted)",
  async ({ isSessionEncrypted, where }) => {
    const calls = await traceRoundTrip(isSessionEncrypted);
    const tools = calls.filter(({ name }) => name === "execve").map(({ text }) => /tpm2_\w+/.exec(text)?.[0]);
    expect(tools).toEqual(expect.arrayContaining(["tpm2_create", "tpm2_load", "tpm2_unseal"]));
    expect(calls.filter(({ peer }) => peer === "TPM").length).toBeGreaterThan(20);
    const showing = calls.filter(({ text }) => text.includes(visible));
    expect([...new Set(showing.map(({ peer }) => peer))].toSorted()).toEqual(where);
  },
);
