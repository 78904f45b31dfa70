import { randomBytes } from "node:crypto";
import { readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { SecureStore } from "../secure-store.ts";
import { SlotTable } from "../slot-table.fixture.ts";
import { startSwtpm } from "./swtpm.ts";
import { newTpm, runElsewhere } from "./tpm.fixture.ts";
import { createTpmStore } from "./tpm-store.ts";

const key = randomBytes(32);

function sealIn(store: SecureStore): Promise<string> {
  return store.seal(key, { label: "test" });
}

function altered(sealed: string, part: number, change: (bytes: Buffer) => Buffer): string {
  const parts = sealed.split(".");
  parts[part] = change(Buffer.from(parts[part] ?? "", "base64url")).toString("base64url");
  return parts.join(".");
}

function flipped(at: number): (bytes: Buffer) => Buffer {
  return (bytes) => Buffer.from(bytes.map((byte, n) => (n === at ? byte ^ 1 : byte)));
}

describe("a TPM that has become another one", () => {
  test("because its state was deleted is the wrong device, and no new key is made", {
    tags: ["AT-76", "R79"],
  }, async () => {
    const tpm = await newTpm();
    const table = new SlotTable();
    await table.init(createTpmStore({ tcti: tpm.tcti }));
    await tpm.stop();
    await rm(tpm.stateFolder, { recursive: true });
    const wiped = await newTpm(tpm.stateFolder);
    const opening = table.open(createTpmStore({ tcti: wiped.tcti }));
    await expect(opening).rejects.toMatchObject({ code: "wrong-device" });
    await expect(opening).rejects.toThrow("No new key was made");
  });

  test("because it was cleared is the wrong device", { tags: ["AT-76", "R79"] }, async () => {
    const tpm = await newTpm();
    const store = createTpmStore({ tcti: tpm.tcti });
    const sealed = await sealIn(store);
    await runElsewhere(tpm.tcti, "clear");
    await expect(store.unseal(sealed)).rejects.toMatchObject({ code: "wrong-device" });
  });

  test("does not start on a state file that was cut short", async () => {
    const tpm = await newTpm();
    await tpm.stop();
    await truncate(join(tpm.stateFolder, "tpm2-00.permall"), 100);
    const starting = startSwtpm({ stateFolder: tpm.stateFolder });
    await expect(starting).rejects.toMatchObject({ code: "unavailable" });
  });
});

test("a TPM whose state had bits flipped opens the key, or is refused, and gives no other key", async () => {
  const tpm = await newTpm();
  const sealed = await sealIn(createTpmStore({ tcti: tpm.tcti }));
  await tpm.stop();
  const file = join(tpm.stateFolder, "tpm2-00.permall");
  const state = await readFile(file);
  // The flipped bits are in the seeds of all keys, in the TPM's settings, and in unused space.
  const places = Array.from({ length: 16 }, (_, n) => Math.floor(((n + 0.5) / 16) * state.length));
  for (const at of places) {
    await writeFile(file, flipped(at)(state));
    const opened = await openWith(tpm.stateFolder, sealed).catch((error: { code: string }) => error.code);
    expect([key.toString("hex"), "unavailable", "wrong-device"], `byte ${at}`).toContain(opened);
  }
  await writeFile(file, state);
  expect(await openWith(tpm.stateFolder, sealed)).toBe(key.toString("hex"));
});

async function openWith(stateFolder: string, sealed: string): Promise<string> {
  await using tpm = await startSwtpm({ stateFolder });
  return Buffer.from(await createTpmStore({ tcti: tpm.tcti }).unseal(sealed)).toString("hex");
}

describe("a sealed key that was tampered with", () => {
  test("is corrupt, whichever part it hit", async () => {
    const tpm = await newTpm();
    const store = createTpmStore({ tcti: tpm.tcti });
    const sealed = await sealIn(store);
    const tampered = [
      altered(sealed, 1, flipped(20)),
      altered(sealed, 1, flipped(5)),
      altered(sealed, 1, (bytes) => bytes.subarray(0, 30)),
      altered(sealed, 2, flipped(60)),
      altered(sealed, 2, flipped(0)),
      altered(sealed, 2, (bytes) => bytes.subarray(0, 50)),
      altered(sealed, 2, () => randomBytes(160)),
    ];
    const codes = await Promise.all(
      tampered.map((text) =>
        store.unseal(text).then(
          () => "opened",
          (error: { code: string }) => error.code,
        ),
      ),
    );
    expect(codes).toEqual(tampered.map(() => "corrupt"));
    expect(Buffer.from(await store.unseal(sealed))).toEqual(key);
  });
});
