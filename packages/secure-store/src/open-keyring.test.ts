import { beforeEach, describe, expect, test } from "vitest";
import { createBoundStore } from "./bound-store.fixture.ts";
import type { Keyring } from "./keyring.ts";
import { createMemoryStore } from "./memory-store.ts";
import { initKeyring, openKeyring } from "./open-keyring.ts";
import type { SecureStore } from "./secure-store.ts";
import { crash, SlotTable } from "./slot-table.fixture.ts";

const secret = Buffer.from("a secret");
const row = "totp-secret:1";

let table: SlotTable;
let store: SecureStore;
let keyring: Keyring;

beforeEach(async () => {
  table = new SlotTable();
  store = createMemoryStore();
  keyring = await table.init(store);
});

describe("the first key", () => {
  test("is made only where no slot and no key is known", async () => {
    const known = { slots: table.records, expectKekIds: [], persist: table.insert };
    await expect(initKeyring(store, known)).rejects.toMatchObject({ code: "unsupported" });
    const orphaned = { slots: [], expectKekIds: table.kekIds, persist: table.insert };
    await expect(initKeyring(store, orphaned)).rejects.toMatchObject({ code: "unsupported" });
    expect(table.records).toHaveLength(1);
  });

  test("is not handed out before its slot is stored", async () => {
    const making = initKeyring(store, { slots: [], expectKekIds: [], persist: crash });
    await expect(making).rejects.toThrow("killed");
  });

  test("is never bound to the machine's state", async () => {
    const making = initKeyring(createBoundStore(), { slots: [], expectKekIds: [], persist: crash });
    await expect(making).rejects.toMatchObject({ code: "unsupported" });
  });
});

describe("opening", () => {
  test("gives back what was sealed before", async () => {
    const sealed = keyring.encrypt(secret, row);
    expect(Buffer.from((await table.open(store)).decrypt(sealed, row))).toEqual(secret);
  });

  test("never makes a key: an empty database is refused", async () => {
    await expect(openKeyring([], [store], { expectKekIds: [] })).rejects.toMatchObject({ code: "not-found" });
  });

  test("is refused where the data knows a key that no slot keeps", async () => {
    const opening = openKeyring([], [store], { expectKekIds: table.kekIds });
    await expect(opening).rejects.toMatchObject({ code: "not-found" });
  });

  test("is refused where a slot keeps a key that the data does not know", async () => {
    const opening = openKeyring(table.records, [store], { expectKekIds: [] });
    await expect(opening).rejects.toMatchObject({ code: "corrupt" });
  });

  test("is refused with a sentence that says what was tried and that no key was made", async () => {
    const opening = table.open(createMemoryStore());
    await expect(opening).rejects.toMatchObject({ code: "not-found" });
    await expect(opening).rejects.toThrow(`Tried ${table.records[0]?.id} (not-found)`);
    await expect(opening).rejects.toThrow("No new key was made.");
  });

  test("is refused as unavailable where no store of the slot's kind was named", async () => {
    await expect(table.open()).rejects.toMatchObject({ code: "unavailable" });
  });

  test("is refused where a slot holds another key than its record says", async () => {
    const another = new SlotTable();
    await another.init(store);
    const sealed = another.records[0]?.sealed ?? "";
    table.records = table.records.map((record) => ({ ...record, sealed }));
    await expect(table.open(store)).rejects.toMatchObject({ code: "corrupt" });
  });

  test("is refused where two records of one key version contradict each other", async () => {
    table.records = [...table.records, ...table.records];
    await expect(table.open(store)).rejects.toMatchObject({ code: "corrupt" });
  });

  test("is refused where a record names an impossible version", async () => {
    table.records = table.records.map((record) => ({ ...record, keyVersion: 0 }));
    await expect(table.open(store)).rejects.toMatchObject({ code: "corrupt" });
  });

  test("is refused where two key versions claim the same key", async () => {
    table.records = [...table.records, ...table.records.map((record) => ({ ...record, keyVersion: 2 }))];
    await expect(table.open(store)).rejects.toMatchObject({ code: "corrupt" });
  });

  test("takes the next slot where one does not open", async () => {
    const second = createMemoryStore();
    await keyring.addSlot(second, table.insert);
    const sealed = keyring.encrypt(secret, row);
    expect(Buffer.from((await table.open(second)).decrypt(sealed, row))).toEqual(secret);
  });

  test("ends with timeout when it is called off", async () => {
    const opening = openKeyring(table.records, [store], {
      expectKekIds: table.kekIds,
      signal: AbortSignal.abort(),
    });
    await expect(opening).rejects.toMatchObject({ code: "timeout" });
  });
});
