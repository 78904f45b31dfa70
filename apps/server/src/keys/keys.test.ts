import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { createPassphraseStore } from "@sallyport/secure-store/passphrase-store";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { textOf } from "../../lab/simulation/database-dump.ts";
import { insertAccount } from "../accounts/accounts.repository.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { Keys } from "./keys.ts";

const secret = Buffer.from("a secret of twenty bytes");

let folder: string;
let database: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-"));
  await setPassphrase("the first passphrase");
  database = await openDatabase(join(folder, "sallyport.db"));
});
afterEach(async () => {
  await database.destroy();
  await rm(folder, { recursive: true });
});

const file = () => join(folder, "passphrase");
const setPassphrase = (passphrase: string) => writeFile(file(), passphrase, { mode: 0o600 });
/** scrypt has a low cost, because these passphrases protect nothing. */
const cheapStore = () => createPassphraseStore({ file: file(), cost: { N: 2 ** 14, r: 8, p: 1 } });
const open = () => Keys.openOrInit(database, cheapStore());

async function restart() {
  await database.destroy();
  database = await openDatabase(join(folder, "sallyport.db"));
}

const keys = async () => ({
  keys: await database.selectFrom("keys").selectAll().execute(),
  slots: await database.selectFrom("key_slots").selectAll().execute(),
});

const addAccount = () =>
  insertAccount(database, {
    realm: "user",
    username: "ursula",
    email: "u@example.com",
    name: "Ursula",
    now: 0,
  });

test("a new database gets its first key, and after a restart what was sealed opens", async () => {
  const sealed = (await open()).encrypt(secret, "test");
  const before = await keys();
  expect(before.slots).toHaveLength(1);
  await addAccount();
  await restart();
  expect(Buffer.from(await (await open()).decrypt(database, sealed, "test"))).toEqual(secret);
  expect(await keys()).toEqual(before);
});

test("a wrong passphrase ends the start, and makes no new key", { tags: ["AT-76", "R79"] }, async () => {
  await open();
  const before = await keys();
  await restart();
  await setPassphrase("another passphrase");
  await expect(open()).rejects.toMatchObject({ name: "SecureStoreError", code: "auth-failed" });
  expect(await keys()).toEqual(before);
});

test("a lost passphrase file ends the start, even of a database without accounts", {
  tags: ["AT-76"],
}, async () => {
  await open();
  const before = await keys();
  await rm(file());
  await expect(open()).rejects.toMatchObject({ name: "SecureStoreError" });
  expect(await keys()).toEqual(before);
});

test("a database with accounts but without keys is refused, and stays without", async () => {
  await addAccount();
  await expect(open()).rejects.toMatchObject({ name: "SecureStoreError" });
  expect(await keys()).toEqual({ keys: [], slots: [] });
});

test("a known key whose slots are gone is refused", async () => {
  await open();
  await database.deleteFrom("key_slots").execute();
  await expect(open()).rejects.toMatchObject({ name: "SecureStoreError" });
  expect((await keys()).slots).toEqual([]);
});

test("the slot of another database's key is refused", async () => {
  await open();
  const { keys: mine } = await keys();
  const other = await openDatabase(await newPlace());
  await Keys.openOrInit(other, cheapStore());
  const [theirs] = await other.selectFrom("key_slots").selectAll().execute();
  await other.destroy();
  await database
    .updateTable("key_slots")
    .set({ sealed: theirs?.sealed ?? "" })
    .execute();
  await expect(open()).rejects.toMatchObject({ name: "SecureStoreError" });
  expect((await keys()).keys).toEqual(mine);
});

test("another kind of store than the one that sealed is refused: nothing falls back", {
  tags: ["AT-76", "R79"],
}, async () => {
  await open();
  const before = await keys();
  await expect(Keys.openOrInit(database, createMemoryStore())).rejects.toMatchObject({ code: "unavailable" });
  expect(await keys()).toEqual(before);
});

test("of two first starts at once one makes the key, and the other uses it", async () => {
  const [here, there] = await Promise.all([open(), open()]);
  expect((await keys()).keys).toHaveLength(1);
  const sealed = here.encrypt(secret, "test");
  expect(Buffer.from(await there.decrypt(database, sealed, "test"))).toEqual(secret);
});

test("of two rotations at once one is refused, and every row opens", async () => {
  const [here, there] = [await open(), await open()];
  const sealed = here.encrypt(secret, "test");
  const rotations = await Promise.allSettled([here.rotate(), there.rotate()]);
  const refused = rotations.filter(({ status }) => status === "rejected");
  expect(refused).toMatchObject([{ reason: { name: "SecureStoreError", code: "busy" } }]);
  expect((await keys()).keys).toHaveLength(2);
  const again = await open();
  expect(Buffer.from(await again.decrypt(database, sealed, "test"))).toEqual(secret);
});

test("of two removals at once one is refused: no database loses its last slot", async () => {
  const here = await open();
  await here.addSlot(cheapStore());
  const there = await open();
  const [first, second] = here.keyring.slots().map(({ id }) => id);
  const removals = await Promise.allSettled([here.removeSlot(first ?? ""), there.removeSlot(second ?? "")]);
  const refused = removals.filter(({ status }) => status === "rejected");
  expect(refused).toMatchObject([{ reason: { name: "SecureStoreError", code: "busy" } }]);
  expect((await keys()).slots).toHaveLength(1);
  expect((await open()).keyring.keyVersion).toBe(1);
});

test("slots that change while another process rotates are refused, until they are read again", async () => {
  const [here, there] = [await open(), await open()];
  const id = await here.addSlot(cheapStore());
  await expect(there.rotate()).rejects.toMatchObject({ code: "busy" });
  await there.refresh(database);
  await there.rotate();
  await expect(here.addSlot(cheapStore())).rejects.toMatchObject({ code: "busy" });
  await expect(here.removeSlot(id)).rejects.toMatchObject({ code: "busy" });
  await here.refresh(database);
  await here.removeSlot(id);
  const left = (await keys()).slots.map((slot) => [slot.key_version, slot.id === id]);
  expect(left).toEqual([
    [1, false],
    [2, false],
  ]);
});

test("the passphrase is nowhere in the database", { tags: ["AT-75", "R56"] }, async () => {
  await open();
  expect(await textOf(database)).not.toContain("the first passphrase");
});

test("a key version that another process has made is taken up as soon as a row needs it", {
  tags: ["AT-77", "R59"],
}, async () => {
  const here = await open();
  const there = await open();
  await there.rotate();
  const sealed = there.encrypt(secret, "test");
  expect(Buffer.from(await here.decrypt(database, sealed, "test"))).toEqual(secret);
  expect(here.keyring.keyVersion).toBe(2);
});
