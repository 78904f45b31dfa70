import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPassphraseStore } from "@sallyport/secure-store/passphrase-store";
import type { SecureStore } from "@sallyport/secure-store/secure-store";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { minute } from "../../core/clock.ts";
import { openDatabase } from "../../database/database.ts";
import type { KeyStorage } from "../../key-stores/list.ts";
import { openSecureStore } from "../../key-stores/open.ts";
import { Keys } from "../keys.ts";
import { readArguments, UsageError } from "./arguments.ts";
import { runKeysCommand } from "./run.ts";

let folder: string;
let first: KeyStorage;
let second: KeyStorage;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-keys-"));
  first = await passphraseStore("first");
  second = await passphraseStore("second");
});
afterEach(() => rm(folder, { recursive: true }));

async function passphraseStore(name: string): Promise<KeyStorage> {
  const file = join(folder, name);
  await writeFile(file, `the passphrase that is called ${name}`, { mode: 0o600 });
  return { kind: "passphrase", file };
}

const path = () => join(folder, "sallyport.db");
const flag = (store: KeyStorage) => (store.kind === "passphrase" ? ["--passphrase-file", store.file] : []);
/** scrypt has a low cost, because these passphrases protect nothing. */
const openStore = (setting: KeyStorage): Promise<SecureStore> =>
  setting.kind === "passphrase"
    ? Promise.resolve(createPassphraseStore({ file: setting.file, cost: { N: 2 ** 14, r: 8, p: 1 } }))
    : openSecureStore(setting);
const run = (words: string[], keyStorage = first) =>
  runKeysCommand(readArguments(words), {
    readPlace: () => ({ database: path(), keyStorage, keyLifetimeDays: 365 }),
    openStore,
    onProgress: () => {},
  });

async function slotIds(): Promise<string[]> {
  const { data } = await run(["slots"]);
  return (data["slots"] as { id: string }[]).map(({ id }) => id);
}

async function withKeys<T>(
  work: (keys: Keys, database: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>,
) {
  const database = await openDatabase(path());
  const keys = await Keys.open(database, [await openStore(first)]);
  const result = await work(keys, database);
  await database.destroy();
  return result;
}

describe("npm run keys", () => {
  test("makes the first key once, and says how it stands", async () => {
    await expect(run(["status"])).rejects.toThrow("There is no file");
    await run(["init"]);
    await expect(run(["init"])).rejects.toMatchObject({ code: "unsupported" });
    expect((await run(["status"])).data).toMatchObject({ store: "passphrase", opens: true, slots: 1 });
  });

  test("moves from one store to another: add a slot, remove the old one", async () => {
    await run(["init"]);
    const [old = ""] = await slotIds();
    await run(["add-slot", ...flag(second)]);
    await run(["remove-slot", old], second);
    expect((await run(["status"], second)).data).toMatchObject({ opens: true, slots: 1 });
    const shut = await run(["status"], first);
    expect(shut).toMatchObject({ isGood: false, data: { opens: false } });
  });

  test("never removes the last slot", async () => {
    await run(["init"]);
    const [only = ""] = await slotIds();
    await expect(run(["remove-slot", only])).rejects.toMatchObject({ name: "SecureStoreError" });
    expect(await slotIds()).toEqual([only]);
  });

  test("rotates under a server that is running, and re-encrypts every row", {
    tags: ["AT-77", "R59"],
  }, async () => {
    await run(["init"]);
    await withKeys(async (keys, database) => {
      const sealed_mail = keys.encrypt(Buffer.from("{}"), "outbox:1");
      const mail = { id: "1", sealed_mail, queued_at: 0, attempts: 0, next_attempt_at: 0 };
      await database
        .insertInto("outbox")
        .values({ ...mail, once: null, sent_at: null })
        .execute();
      const { data } = await run(["rotate"]);
      expect(data).toMatchObject({ keyVersion: 2, rewrapped: 1 });
      const row = await database.selectFrom("outbox").select("sealed_mail").executeTakeFirstOrThrow();
      const opened = await keys.decrypt(database, row.sealed_mail ?? new Uint8Array(), "outbox:1");
      expect(Buffer.from(opened).toString()).toBe("{}");
    });
    expect((await run(["status"])).data["rowsByKeyVersion"]).toEqual({ "1": 0, "2": 1 });
  });

  test("a rotation that can't reach a slot changes nothing, unless it is told to leave it behind", {
    tags: ["AT-77", "R59"],
  }, async () => {
    await run(["init"]);
    const [old] = await slotIds();
    await run(["add-slot", ...flag(second)]);
    const added = (await slotIds()).find((id) => id !== old) ?? "";
    await rm(join(folder, "second"));
    await expect(run(["rotate"])).rejects.toMatchObject({ name: "SecureStoreError" });
    expect((await run(["status"])).data["rowsByKeyVersion"]).toEqual({ "1": 0 });
    expect((await run(["rotate", "--without", added])).data).toMatchObject({ keyVersion: 2 });
  });

  test("gives up the key before once a newer one has been in use for a while", async () => {
    await run(["init"]);
    await run(["rotate"]);
    expect((await run(["retire"])).data).toMatchObject({ retired: [] });
    await withKeys((_, database) => database.updateTable("keys").set({ made_at: 0 }).execute());
    expect((await run(["retire"])).data).toEqual({ refused: [], retired: [1] });
    expect((await run(["status"])).data["rowsByKeyVersion"]).toEqual({ "2": 0 });
  });

  test("says which rows do not open when it rotates, and where they are, and later that they are left behind", async () => {
    await run(["init"]);
    await withKeys(async (keys, database) => {
      const sealed_mail = keys.encrypt(Buffer.from("{}"), "outbox:another");
      const mail = { id: "1", sealed_mail, queued_at: 0, attempts: 0, next_attempt_at: 0 };
      await database
        .insertInto("outbox")
        .values({ ...mail, once: null, sent_at: null })
        .execute();
    });
    const report = await run(["rotate"]);
    expect(report).toMatchObject({
      isGood: false,
      data: { keyVersion: 2, refused: [{ table: "outbox", id: "1", code: "corrupt" }] },
    });
    expect(report.lines.join("\n")).toMatch(/outbox +1 +corrupt/);
    expect(await run(["status"])).toMatchObject({ isGood: true, data: { rowsLeftBehind: 0 } });
    const made_at = Date.now() - 10 * minute;
    await withKeys((_, database) => database.updateTable("keys").set({ made_at }).execute());
    const later = await run(["status"]);
    expect(later).toMatchObject({ isGood: false, data: { rowsLeftBehind: 1 } });
    expect(later.lines.join("\n")).toContain("1 row is still encrypted with an older key");
    expect(later.lines.join("\n")).toContain("If no server is running, run retire");
  });

  test("says when a new key is due, and that it is overdue", { tags: ["R59"] }, async () => {
    await run(["init"]);
    expect(await run(["status"])).toMatchObject({ isGood: true, data: { isRotationOverdue: false } });
    const made_at = Date.UTC(2020, 0, 1);
    await withKeys((_, database) => database.updateTable("keys").set({ made_at }).execute());
    const overdue = await run(["status"]);
    expect(overdue).toMatchObject({ isGood: false, data: { isRotationOverdue: true } });
    expect(overdue.lines.join("\n")).toContain("A new key has been due since 2020-12-31");
  });

  test("removes a keychain's slot only where it can have the keychain forget the key", async () => {
    await run(["init"]);
    await withKeys(async (_, database) => {
      const known = await database.selectFrom("key_slots").selectAll().executeTakeFirstOrThrow();
      const slot = { ...known, id: "of-a-keychain", kind: "keychain", sealed: "keychain1.entry" } as const;
      await database.insertInto("key_slots").values(slot).execute();
    });
    await expect(run(["remove-slot", "of-a-keychain"])).rejects.toThrow("--keychain SERVICE");
    expect(await slotIds()).toContain("of-a-keychain");
  });

  test("recovers by a recovery slot when the store of the settings is gone", async () => {
    await run(["init"]);
    await run(["add-slot", ...flag(second)]);
    await passphraseStore("first").then(() => writeFile(join(folder, "first"), "a new machine's passphrase"));
    expect((await run(["status"])).isGood).toBe(false);
    await run(["recover", ...flag(second)]);
    expect((await run(["status"])).isGood).toBe(true);
  });

  test.for([["--help"], ["status", "-h"]])("%j says which words it takes", async (words) => {
    expect(await run(words)).toMatchObject({ lines: [expect.stringContaining("add-slot STORE")] });
  });

  test.for([
    [],
    ["open"],
    ["status", "now"],
    ["remove-slot"],
    ["add-slot"],
    ["recover", "--keychain", "x"],
    ["slots", "--wat"],
    ["add-slot", "--pcrs", "sha256:7"],
    ["add-slot", "--tcti", "device:/dev/tpmrm0", "--pcrs", "nonsense"],
    ["add-slot", "--passphrase-file", ""],
  ])("%j is refused with the words that are known", (words) => {
    expect(() => readArguments(words)).toThrow(UsageError);
  });
});
