import { inspect } from "node:util";
import { beforeEach, describe, expect, test } from "vitest";
import type { Keyring } from "./keyring.ts";
import { createMemoryStore } from "./memory-store.ts";
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

describe("removing a slot", () => {
  test("is refused for the last one", async () => {
    const removing = keyring.removeSlot(table.records[0]?.id ?? "", table.remove);
    await expect(removing).rejects.toMatchObject({ code: "unsupported" });
    expect(table.records).toHaveLength(1);
  });

  test("is refused while no other one opens", async () => {
    const second = createMemoryStore();
    await keyring.addSlot(second, table.insert);
    const onlyFirst = await table.open(store);
    const removing = onlyFirst.removeSlot(table.records[0]?.id ?? "", table.remove);
    await expect(removing).rejects.toMatchObject({ code: "not-found" });
    expect(table.records).toHaveLength(2);
  });

  test("makes the store forget the key, and leaves the others working", async () => {
    const second = createMemoryStore();
    await keyring.addSlot(second, table.insert);
    const [first] = table.records;
    await keyring.removeSlot(first?.id ?? "", table.remove);
    await expect(store.unseal(first?.sealed ?? "")).rejects.toMatchObject({ code: "not-found" });
    expect((await table.open(second)).slots()).toEqual(table.records);
  });

  test("can be repeated after a crash between forgetting and storing", async () => {
    const second = createMemoryStore();
    await keyring.addSlot(second, table.insert);
    const id = table.records[0]?.id ?? "";
    await expect(keyring.removeSlot(id, crash)).rejects.toThrow("killed");
    const again = await table.open(store, second);
    await again.removeSlot(id, table.remove);
    expect(table.records.map((record) => record.id)).not.toContain(id);
  });

  test("that does not exist is refused", async () => {
    await expect(keyring.removeSlot("tpm-1", table.remove)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("a rotation", () => {
  test("seals new rows under the new key and keeps reading old ones", async () => {
    const old = keyring.encrypt(secret, row);
    expect(await keyring.rotate(table.insert)).toBe(2);
    expect(keyring.needsRewrap(old)).toBe(true);
    expect(Buffer.from(keyring.decrypt(old, row))).toEqual(secret);
    const rewrapped = keyring.rewrap(old, row);
    expect(keyring.needsRewrap(rewrapped)).toBe(false);
    expect(Buffer.from((await table.open(store)).decrypt(rewrapped, row))).toEqual(secret);
  });

  test("does not use the new key before its slots are stored", async () => {
    const rotating = keyring.rotate(async (added) => {
      expect(keyring.needsRewrap(keyring.encrypt(secret, row))).toBe(false);
      expect(keyring.keyVersion).toBe(1);
      await table.insert(added);
    });
    await rotating;
    expect(keyring.keyVersion).toBe(2);
  });

  test("that was killed before storing changes nothing", async () => {
    await expect(keyring.rotate(crash)).rejects.toThrow("killed");
    expect(keyring.keyVersion).toBe(1);
    expect((await table.open(store)).keyVersion).toBe(1);
    expect(await keyring.rotate(table.insert)).toBe(2);
  });

  test("that was killed after storing is complete at the next start", async () => {
    const old = keyring.encrypt(secret, row);
    await expect(keyring.rotate(table.insertThenCrash)).rejects.toThrow("killed");
    const again = await table.open(store);
    expect(again.keyVersion).toBe(2);
    expect(Buffer.from(again.decrypt(old, row))).toEqual(secret);
  });

  test("reaches every slot, or is refused", async () => {
    const second = createMemoryStore();
    const id = await keyring.addSlot(second, table.insert);
    const onlyFirst = await table.open(store);
    await expect(onlyFirst.rotate(table.insert)).rejects.toMatchObject({ code: "not-found" });
    expect(table.records).toHaveLength(2);
    await onlyFirst.rotate(table.insert, { withoutSlots: [id] });
    expect(table.records.map(({ keyVersion }) => keyVersion)).toEqual([1, 1, 2]);
  });

  test("and a new slot asked for at the same time leave no slot behind", async () => {
    const second = createMemoryStore();
    const [, id] = await Promise.all([keyring.rotate(table.insert), keyring.addSlot(second, table.insert)]);
    const versions = table.records.filter((record) => record.id === id).map(({ keyVersion }) => keyVersion);
    expect(versions).toEqual([1, 2]);
    expect((await table.open(second)).keyVersion).toBe(2);
  });

  test("by another process shows as a key version that is not open here", async () => {
    const other = await table.open(store);
    await other.rotate(table.insert);
    const theirs = other.encrypt(secret, row);
    expect(() => keyring.decrypt(theirs, row)).toThrow(expect.objectContaining({ code: "not-found" }));
    expect(Buffer.from((await table.open(store)).decrypt(theirs, row))).toEqual(secret);
  });
});

describe("retiring a key version", () => {
  test("forgets the old key, once its rows are rewrapped", async () => {
    const old = keyring.encrypt(secret, row);
    await keyring.rotate(table.insert);
    const rewrapped = keyring.rewrap(old, row);
    const sealedOld = table.records[0]?.sealed ?? "";
    await keyring.retire(1, table.remove);
    await expect(store.unseal(sealedOld)).rejects.toMatchObject({ code: "not-found" });
    expect(() => keyring.decrypt(old, row)).toThrow(expect.objectContaining({ code: "not-found" }));
    expect(Buffer.from((await table.open(store)).decrypt(rewrapped, row))).toEqual(secret);
  });

  test("is refused for the version in use, and for one that never was", async () => {
    await expect(keyring.retire(1, table.remove)).rejects.toMatchObject({ code: "unsupported" });
    await expect(keyring.retire(9, table.remove)).rejects.toMatchObject({ code: "not-found" });
  });

  test("that was killed before storing loses nothing", async () => {
    const old = keyring.encrypt(secret, row);
    await keyring.rotate(table.insert);
    await expect(keyring.retire(1, crash)).rejects.toThrow("killed");
    expect(Buffer.from((await table.open(store)).decrypt(old, row))).toEqual(secret);
  });
});

test("a keyring printed by accident shows no key", async () => {
  const [record] = table.records;
  const key = Buffer.from(await store.unseal(record?.sealed ?? ""));
  const printed = inspect(keyring, { depth: 9, showHidden: true }) + JSON.stringify(keyring);
  expect(printed).not.toContain(key.toString("hex"));
  expect(printed).not.toContain(inspect(key).slice(8, -1));
});
