import { randomBytes } from "node:crypto";
import { rm, stat, truncate } from "node:fs/promises";
import { AsyncEntry } from "@napi-rs/keyring";
import { execa } from "execa";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { examine } from "./doctor.ts";
import { type Keychain, password, type SessionBus, startSessionBus } from "./keychain.fixture.ts";
import { keychainBackend } from "./keychain-backend.ts";
import { createKeychainStore } from "./keychain-store.ts";
import { SlotTable } from "./slot-table.fixture.ts";

const service = "secure-store fault tests";
const store = createKeychainStore({ service });
const key = randomBytes(32);
let bus: SessionBus;
let keychain: Keychain;
let sealed: string;

beforeAll(async () => {
  bus = await startSessionBus();
});
afterAll(() => bus.dispose());

beforeEach(async () => {
  keychain = await bus.newKeychain();
  await keychain.start(password);
  sealed = await store.seal(key, { label: "fault" });
});
afterEach(() => keychain.dispose());

test("a keychain whose daemon was killed is unavailable, and a probe says so", async () => {
  await keychain.kill();
  await expect(store.unseal(sealed)).rejects.toMatchObject({ code: "unavailable" });
  await expect(store.seal(key, { label: "new" })).rejects.toMatchObject({ code: "unavailable" });
  expect(await store.probe()).toMatchObject({ ok: false, why: "unavailable" });
});

test("a keychain opens the same keys once its daemon runs again", async () => {
  await keychain.kill();
  await keychain.start(password);
  expect(Buffer.from(await store.unseal(sealed))).toEqual(key);
});

test("a keychain whose daemon hangs is a timeout, and works when it answers again", async () => {
  keychain.hang();
  for (const use of [store.unseal(sealed), store.seal(key, { label: "new" }), store.destroy(sealed)]) {
    await expect(use).rejects.toMatchObject({ code: "timeout" });
  }
  const { probe, advice } = await examine(keychainBackend, () => createKeychainStore({ service }));
  expect(probe).toMatchObject({ ok: false, why: "timeout" });
  expect(advice).not.toMatch(/unlock/i);
  keychain.hang(false);
  expect(Buffer.from(await store.unseal(sealed))).toEqual(key);
});

test("a keychain without a default keyring says so, and works once there is one", async () => {
  await keychain.kill();
  await rm(keychain.file);
  await keychain.startEmpty();
  for (const use of [store.seal(key, { label: "new" }), store.unseal(sealed)]) {
    await expect(use).rejects.toMatchObject({ code: "not-found" });
    await expect(use).rejects.toThrow("runs, but has no default keyring: make one");
  }
  const { probe, advice } = await examine(keychainBackend, () => createKeychainStore({ service }));
  expect(probe).toMatchObject({ ok: false, why: "not-found" });
  expect(advice).toContain("default keyring");
  await keychain.kill();
  await keychain.start(password);
  expect(await store.probe()).toMatchObject({ ok: true });
});

test("a keychain started with a wrong password is locked, and a probe says so", async () => {
  await keychain.kill();
  await keychain.start("wrong");
  await expect(store.unseal(sealed)).rejects.toMatchObject({ code: "locked" });
  expect(await store.probe()).toMatchObject({ ok: false, why: "locked" });
});

test("a keychain that was locked says so, and a keyring under it makes no new key", {
  tags: ["AT-76", "R79"],
}, async () => {
  const table = new SlotTable();
  await table.init(store);
  await keychain.lock();
  const opening = table.open(store);
  await expect(opening).rejects.toMatchObject({ code: "locked" });
  await expect(opening).rejects.toThrow("No new key was made");
  expect(await store.probe()).toMatchObject({ ok: false, why: "locked" });
});

test("a keychain whose disk is full is no-space for new keys, and opens the old ones", async () => {
  await keychain.dispose();
  keychain = await bus.newKeychain({ files: 3 });
  await keychain.start(password);
  const old = await store.seal(key, { label: "old" });
  const filling = Promise.all(Array.from({ length: 40 }, (_, n) => store.seal(key, { label: `new-${n}` })));
  await expect(filling).rejects.toMatchObject({ code: "no-space" });
  expect(await store.probe()).toMatchObject({ ok: false, why: "no-space" });
  expect(Buffer.from(await store.unseal(old))).toEqual(key);
});

test("a keychain without a session bus is unavailable", { tags: ["AT-76", "R79"] }, async () => {
  const program = `
    import { createKeychainStore } from ${JSON.stringify(`${import.meta.dirname}/keychain-store.ts`)};
    console.log(JSON.stringify(await createKeychainStore({ service: "none" }).probe()));`;
  const env = { DBUS_SESSION_BUS_ADDRESS: "unix:path=/dev/null/bus" };
  const { stdout } = await execa(process.execPath, ["--input-type=module", "--eval", program], { env });
  expect(JSON.parse(stdout)).toMatchObject({ ok: false, why: "unavailable" });
});

test("a keychain whose file was cut short has lost its keys, and no new key is made", {
  tags: ["AT-76", "R79"],
}, async () => {
  const table = new SlotTable();
  await table.init(store);
  await keychain.kill();
  await truncate(keychain.file, 20);
  await keychain.start(password);
  const opening = table.open(store);
  await expect(opening).rejects.toMatchObject({ code: "not-found" });
  await expect(opening).rejects.toThrow("No new key was made");
});

test("a keychain whose file was deleted has lost its keys", async () => {
  await keychain.kill();
  await rm(keychain.file);
  await keychain.start(password);
  await expect(store.unseal(sealed)).rejects.toMatchObject({ code: "not-found" });
});

test("an entry that another program wrote over is corrupt", async () => {
  await new AsyncEntry(service, "fault", { linux: { store: "secret-service" } }).setPassword("hunter2");
  await expect(store.unseal(sealed)).rejects.toMatchObject({ code: "corrupt" });
});

test("a destroyed key is gone from the keychain", async () => {
  await store.destroy(sealed);
  await expect(store.unseal(sealed)).rejects.toMatchObject({ code: "not-found" });
});

test("a probe leaves nothing behind", async () => {
  const before = (await stat(keychain.file)).size;
  expect(await store.probe()).toMatchObject({ ok: true });
  expect((await stat(keychain.file)).size).toBeLessThanOrEqual(before + 64);
});

test("a label that can't name an entry is refused", async () => {
  for (const label of ["", "a b", "x".repeat(201), "é"]) {
    await expect(store.seal(key, { label })).rejects.toMatchObject({ code: "unsupported" });
  }
});
