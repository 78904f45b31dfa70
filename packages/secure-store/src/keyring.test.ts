import { inspect } from "node:util";
import { beforeEach, describe, expect, test } from "vitest";
import type { Keyring } from "./keyring.ts";
import { createMemoryStore } from "./memory-store.ts";
import { type SecureStore, SecureStoreError } from "./secure-store.ts";
import { crash, refuse, SlotTable } from "./slot-table.fixture.ts";

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

  test("that was killed or refused before storing leaves a slot that opens", async () => {
    await keyring.addSlot(createMemoryStore(), table.insert);
    const [first] = table.records;
    await expect(keyring.removeSlot(first?.id ?? "", crash)).rejects.toThrow("killed");
    await expect(keyring.removeSlot(first?.id ?? "", refuse)).rejects.toMatchObject({ code: "no-space" });
    expect(await table.open(store)).toMatchObject({ keyVersion: 1 });
  });

  test("in two processes at once never leaves the data without a slot", async () => {
    const second = createMemoryStore();
    await keyring.addSlot(second, table.insert);
    const [first, other] = table.records;
    const elsewhere = await table.open(store, second);
    const removing = elsewhere.removeSlot(other?.id ?? "", async (gone, known) => {
      await keyring.removeSlot(first?.id ?? "", table.remove);
      await table.remove(gone, known);
    });
    await expect(removing).rejects.toMatchObject({ code: "busy" });
    expect(await table.open(second)).toMatchObject({ keyVersion: 1 });
  });

  test("says which key a keychain still holds if no given store forgets it", async () => {
    const keychain = { ...createMemoryStore(), kind: "keychain", holdsKeys: true };
    await keyring.addSlot(keychain, table.insert);
    const [, slot] = table.records;
    const withoutKeychain = await table.open(store);
    expect(await withoutKeychain.removeSlot(slot?.id ?? "", table.remove)).toEqual([slot]);
  });

  test("says so as well if a given keychain is down, and the slot is gone all the same", async () => {
    const keychain = { ...createMemoryStore(), kind: "keychain", holdsKeys: true };
    const down = { ...keychain, destroy: () => Promise.reject(new SecureStoreError("unavailable", "Down.")) };
    await keyring.addSlot(down, table.insert);
    const [first, slot] = table.records;
    expect(await keyring.removeSlot(slot?.id ?? "", table.remove)).toEqual([slot]);
    expect(table.records).toEqual([first]);
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
    const rotating = keyring.rotate(async (added, known) => {
      expect(keyring.needsRewrap(keyring.encrypt(secret, row))).toBe(false);
      expect(keyring.keyVersion).toBe(1);
      await table.insert(added, known);
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

  test("of two at once is refused for the second one, whose key every store forgets", async () => {
    const labels = new Set<string>();
    const watched: SecureStore = {
      ...store,
      seal: (key, options) => {
        labels.add(options.label);
        return store.seal(key, options);
      },
    };
    const [one, other] = [await table.open(watched), await table.open(watched)];
    const row1 = one.encrypt(secret, row);
    await one.rotate(table.insert);
    const sealed: string[] = [];
    const rotating = other.rotate(async (added, known) => {
      sealed.push(...added.map((slot) => slot.sealed));
      await table.insert(added, known);
    });
    await expect(rotating).rejects.toMatchObject({ code: "busy" });
    expect(other.keyVersion).toBe(1);
    expect(labels.size).toBe(2);
    await expect(store.unseal(sealed[0] ?? "")).rejects.toMatchObject({ code: "not-found" });
    const again = await table.open(store);
    expect(Buffer.from(again.decrypt(again.rewrap(row1, row), row))).toEqual(secret);
  });

  test("whose slots can't all be reached leaves no key in those that can", async () => {
    await keyring.addSlot(createMemoryStore(), table.insert);
    const sealed: string[] = [];
    const watched: SecureStore = {
      ...store,
      seal: async (key, options) => {
        sealed.push(await store.seal(key, options));
        return sealed.at(-1) ?? "";
      },
    };
    await expect((await table.open(watched)).rotate(table.insert)).rejects.toMatchObject({
      code: "not-found",
    });
    expect(sealed).toHaveLength(1);
    await expect(store.unseal(sealed[0] ?? "")).rejects.toMatchObject({ code: "not-found" });
  });

  test("and a change of slots by another process do not pass each other by", async () => {
    const elsewhere = await table.open(store);
    const id = await keyring.addSlot(createMemoryStore(), table.insert);
    await expect(elsewhere.rotate(table.insert)).rejects.toMatchObject({ code: "busy" });
    await table.takeUp(elsewhere);
    await elsewhere.rotate(table.insert, { withoutSlots: [id] });
    const adding = keyring.addSlot(createMemoryStore(), table.insert);
    await expect(adding).rejects.toMatchObject({ code: "busy" });
    await expect(keyring.removeSlot(id, table.remove)).rejects.toMatchObject({ code: "busy" });
    expect(table.records.map(({ keyVersion }) => keyVersion)).toEqual([1, 1, 2]);
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

describe("taking up what another process has changed", () => {
  test("opens new key versions, and gives up those that are gone", async () => {
    const elsewhere = await table.open(store);
    const old = keyring.encrypt(secret, row);
    await elsewhere.rotate(table.insert);
    await table.takeUp(keyring);
    expect(keyring.keyVersion).toBe(2);
    expect(keyring.needsRewrap(old)).toBe(true);
    await elsewhere.retire(1, table.remove);
    await table.takeUp(keyring);
    expect(() => keyring.decrypt(old, row)).toThrow(expect.objectContaining({ code: "not-found" }));
  });

  test("asks no store for a key that is open, so that a slot of one's own may go", async () => {
    const second = createMemoryStore();
    const elsewhere = await table.open(store);
    await keyring.addSlot(second, table.insert);
    await keyring.removeSlot(table.records[0]?.id ?? "", table.remove);
    await table.takeUp(elsewhere);
    expect(elsewhere.slots()).toEqual(table.records);
    expect(Buffer.from(elsewhere.decrypt(keyring.encrypt(secret, row), row))).toEqual(secret);
  });

  test("changes nothing where a new key version does not open here", async () => {
    const second = createMemoryStore();
    const id = await keyring.addSlot(second, table.insert);
    const elsewhere = await table.open(second);
    const known = elsewhere.slots();
    await keyring.rotate(table.insert, { withoutSlots: [id] });
    await expect(table.takeUp(elsewhere)).rejects.toMatchObject({ code: "not-found" });
    expect(elsewhere.slots()).toBe(known);
    expect(elsewhere.keyVersion).toBe(1);
  });
});

test("a keyring printed by accident shows no key", async () => {
  const [record] = table.records;
  const key = Buffer.from(await store.unseal(record?.sealed ?? ""));
  const printed = inspect(keyring, { depth: 9, showHidden: true }) + JSON.stringify(keyring);
  expect(printed).not.toContain(key.toString("hex"));
  expect(printed).not.toContain(inspect(key).slice(8, -1));
});
