import type { Keyring } from "./keyring.ts";
import type { Persist } from "./new-slots.ts";
import { initKeyring, openKeyring } from "./open-keyring.ts";
import { type KeySlot, type SecureStore, SecureStoreError } from "./secure-store.ts";

export class SlotTable {
  records: readonly KeySlot[] = [];

  readonly insert: Persist = async (added, known) => {
    this.#requireUnchanged(known);
    const copies = JSON.parse(JSON.stringify(added)) as KeySlot[];
    this.records = [...this.records, ...copies];
  };

  readonly remove: Persist = async (gone, known) => {
    this.#requireUnchanged(known);
    const isGone = (record: KeySlot): boolean =>
      gone.some(({ id, keyVersion }) => id === record.id && keyVersion === record.keyVersion);
    this.records = this.records.filter((record) => !isGone(record));
  };

  readonly insertThenCrash: Persist = async (added, known) => {
    await this.insert(added, known);
    await crash(added, known);
  };

  get kekIds(): string[] {
    return [...new Set(this.records.map(({ kekId }) => kekId))];
  }

  init(store: SecureStore): Promise<Keyring> {
    return initKeyring(store, { slots: this.records, expectKekIds: this.kekIds, persist: this.insert });
  }

  open(...stores: readonly SecureStore[]): Promise<Keyring> {
    return openKeyring(this.records, stores, { expectKekIds: this.kekIds });
  }

  takeUp(keyring: Keyring): Promise<void> {
    return keyring.takeUp(this.records, { expectKekIds: this.kekIds });
  }

  #requireUnchanged(known: readonly KeySlot[]): void {
    if (namesOf(known) !== namesOf(this.records))
      throw new SecureStoreError("busy", "Another process has changed the slots.");
  }
}

function namesOf(records: readonly KeySlot[]): string {
  return records
    .map(({ id, kekId }) => `${id} ${kekId}`)
    .toSorted()
    .join();
}

export const refuse: Persist = async () => {
  throw new SecureStoreError("no-space", "The disk is full.");
};

export const crash: Persist = async () => {
  throw new Error("killed");
};
