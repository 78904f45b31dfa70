import { highestKeyVersion } from "./sealed-row.ts";
import { type KeySlot, SecureStoreError } from "./secure-store.ts";

/** Throws if the records contradict each other, or if they contradict the KEK IDs of the data. */
export function slotsByVersion(
  slots: readonly KeySlot[],
  expectKekIds: readonly string[],
): ReadonlyMap<number, readonly KeySlot[]> {
  if (slots.length === 0 && expectKekIds.length === 0) {
    throw new SecureStoreError("not-found", "There is no key yet. Make the first one with the init command.");
  }
  for (const slot of slots) requireSoundRecord(slot, expectKekIds);
  const versions = Map.groupBy(slots, ({ keyVersion }) => keyVersion);
  for (const [keyVersion, records] of versions) requireOneKek(keyVersion, records);
  requireAll(expectKekIds, versions);
  return versions;
}

function requireSoundRecord({ id, keyVersion, kekId }: KeySlot, expectKekIds: readonly string[]): void {
  if (!Number.isInteger(keyVersion) || keyVersion < 1 || keyVersion > highestKeyVersion) {
    throw new SecureStoreError("corrupt", `Slot ${id} names key version ${keyVersion}, which can't be.`);
  }
  if (!expectKekIds.includes(kekId)) {
    throw new SecureStoreError(
      "corrupt",
      `Slot ${id} keeps key ${kekId}, which this data was never sealed under.`,
    );
  }
}

function requireOneKek(keyVersion: number, records: readonly KeySlot[]): void {
  const hasTwoKeks = new Set(records.map(({ kekId }) => kekId)).size > 1;
  const hasTwins = new Set(records.map(({ id }) => id)).size < records.length;
  if (hasTwoKeks || hasTwins) {
    throw new SecureStoreError(
      "corrupt",
      `The slot records of key version ${keyVersion} contradict each other.`,
    );
  }
}

function requireAll(
  expectKekIds: readonly string[],
  versions: ReadonlyMap<number, readonly KeySlot[]>,
): void {
  const held = [...versions.values()].map(([first]) => first?.kekId);
  const missing = expectKekIds.filter((id) => !held.includes(id));
  if (missing.length > 0) {
    throw new SecureStoreError(
      "not-found",
      `No key slot is recorded for key ${missing.join(", ")}, under which this data is sealed. No new key was made. ` +
        "Restore the slot records from the same backup as the data.",
    );
  }
  if (new Set(held).size < held.length) {
    throw new SecureStoreError("corrupt", "Two key versions claim the same key.");
  }
}
