import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createBoundStore } from "./bound-store.fixture.ts";
import type { Keyring } from "./keyring.ts";
import { createMemoryStore } from "./memory-store.ts";
import { createPassphraseFile } from "./passphrase-file.ts";
import { createPassphraseStore } from "./passphrase-store.ts";
import type { SecureStore } from "./secure-store.ts";
import { SlotTable } from "./slot-table.fixture.ts";

const refused = { name: "SecureStoreError", code: "unsupported" };

let folder: string;
let recovery: SecureStore;
let table: SlotTable;
let keyring: Keyring;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "slot-rules-"));
  const file = join(folder, "passphrase");
  await createPassphraseFile(file);
  recovery = createPassphraseStore({ file, cost: { N: 2 ** 14, r: 8, p: 1 } });
  table = new SlotTable();
  keyring = await table.init(recovery);
});
afterEach(() => rm(folder, { recursive: true }));

const idOf = (kind: string) => table.records.find((record) => record.kind === kind)?.id ?? "";

describe("a slot bound to the machine's state", () => {
  test("goes only beside a passphrase slot", async () => {
    const without = new SlotTable();
    const memoryOnly = await without.init(createMemoryStore());
    await expect(memoryOnly.addSlot(createBoundStore(), without.insert)).rejects.toMatchObject(refused);
    expect(without.records).toHaveLength(1);
    await keyring.addSlot(createBoundStore(), table.insert);
    expect(table.records).toHaveLength(2);
  });

  test("never stays alone, even where its store is no longer set up to bind", async () => {
    const place = createMemoryStore();
    await keyring.addSlot(createBoundStore(place), table.insert);
    const again = await table.open(createBoundStore(place, false), recovery);
    const removing = again.removeSlot(idOf("passphrase"), table.remove);
    await expect(removing).rejects.toMatchObject(refused);
    await expect(removing).rejects.toThrow("add a passphrase slot first");
    expect(table.records).toHaveLength(2);
  });

  test("can be removed itself, and may stay beside another lasting slot", async () => {
    const [place, lasting] = [createMemoryStore(), createMemoryStore()];
    const id = await keyring.addSlot(createBoundStore(place), table.insert);
    await keyring.addSlot(createBoundStore(lasting, false), table.insert);
    await keyring.removeSlot(idOf("passphrase"), table.remove);
    await keyring.removeSlot(id, table.remove);
    expect(table.records).toHaveLength(1);
  });

  test("stays bound through a rotation, or the rotation is refused", async () => {
    const place = createMemoryStore();
    await keyring.addSlot(createBoundStore(place), table.insert);
    const setUpOtherwise = await table.open(recovery, createBoundStore(place, false));
    await expect(setUpOtherwise.rotate(table.insert)).rejects.toMatchObject(refused);
    const setUpBothWays = await table.open(recovery, createBoundStore(place, false), createBoundStore(place));
    await setUpBothWays.rotate(table.insert);
    expect(table.records.filter(({ sealed }) => sealed.startsWith("bound:"))).toHaveLength(2);
  });

  test("is not the only one that a new key is sealed in", async () => {
    await keyring.addSlot(createBoundStore(), table.insert);
    const rotating = keyring.rotate(table.insert, { withoutSlots: [idOf("passphrase")] });
    await expect(rotating).rejects.toMatchObject(refused);
    expect(keyring.keyVersion).toBe(1);
  });
});

test("a lasting slot is not bound by a rotation, which would leave the data without a lasting one", async () => {
  const place = createMemoryStore();
  const lasting = new SlotTable();
  await lasting.init(createBoundStore(place, false));
  const again = await lasting.open(createBoundStore(place));
  await expect(again.rotate(lasting.insert)).rejects.toMatchObject(refused);
  expect(lasting.records).toHaveLength(1);
});
