import type { Keyring, Persist } from "./keyring.ts";
import { initKeyring, openKeyring } from "./open-keyring.ts";
import type { KeySlot, SecureStore } from "./secure-store.ts";

/** The slot records as a database would hold them. */
export class SlotTable {
  records: readonly KeySlot[] = [];

  readonly insert: Persist = async (added) => {
    const copies = JSON.parse(JSON.stringify(added)) as KeySlot[];
    this.records = [...this.records, ...copies];
  };

  readonly remove: Persist = async (gone) => {
    const isGone = (record: KeySlot): boolean =>
      gone.some(({ id, keyVersion }) => id === record.id && keyVersion === record.keyVersion);
    this.records = this.records.filter((record) => !isGone(record));
  };

  /** Stores the records, but the process is killed before it can use them. */
  readonly insertThenCrash: Persist = async (added) => {
    await this.insert(added);
    await crash(added);
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
}

/** The process is killed before the records are stored. */
export const crash: Persist = async () => {
  throw new Error("killed");
};
