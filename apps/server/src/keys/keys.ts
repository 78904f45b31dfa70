import type { Keyring, RotateOptions } from "@sallyport/secure-store/keyring";
import { initKeyring, openKeyring } from "@sallyport/secure-store/open-keyring";
import { type SecureStore, SecureStoreError } from "@sallyport/secure-store/secure-store";
import type { Database, Queryable } from "../database/database.ts";
import { deleteSlots, insertSlots, isUntouched, readKnownKeys } from "./slots.repository.ts";

/**
 * The keys of one database, open in this process. Other processes may rotate them meanwhile, so whatever turns out to be
 * sealed under a version that is not open here has the slots read again.
 */
export class Keys {
  readonly #database: Database;
  readonly #stores: readonly SecureStore[];
  #keyring: Keyring;

  private constructor(database: Database, stores: readonly SecureStore[], keyring: Keyring) {
    this.#database = database;
    this.#stores = stores;
    this.#keyring = keyring;
  }

  /** Opens the keys that the database knows with the first store that can. Never makes one. */
  static async open(database: Database, stores: readonly SecureStore[]): Promise<Keys> {
    const { slots, kekIds } = await readKnownKeys(database);
    return new Keys(database, stores, await openKeyring(slots, stores, { expectKekIds: kekIds }));
  }

  /**
   * Opens the keys; makes the first one for a database that has never held anything: no key, no slot, no account, no
   * mail. In every other case a key that does not open is an error, never a reason for a new one.
   */
  static async openOrInit(database: Database, store: SecureStore): Promise<Keys> {
    const { slots, kekIds } = await readKnownKeys(database);
    const isNew = slots.length === 0 && kekIds.length === 0 && (await isUntouched(database));
    if (!isNew) return Keys.open(database, [store]);
    try {
      return await Keys.init(database, store);
    } catch (error) {
      // Another process that started at the same moment may have been quicker: then its key is the one there is.
      const { slots: others } = await readKnownKeys(database);
      if (others.length === 0) throw error;
      return Keys.open(database, [store]);
    }
  }

  /** Makes the first key. Refuses where the database knows a key, or holds anything that one could be missing for. */
  static async init(database: Database, store: SecureStore): Promise<Keys> {
    const { slots, kekIds } = await readKnownKeys(database);
    if (!(await isUntouched(database))) {
      throw new SecureStoreError(
        "not-found",
        "This database holds accounts, but no key slot. A new key would orphan their secrets, so none was made. " +
          "Restore the database from a backup that is whole.",
      );
    }
    const persist = (records: Parameters<typeof insertSlots>[1]) => insertSlots(database, records);
    return new Keys(database, [store], await initKeyring(store, { slots, expectKekIds: kekIds, persist }));
  }

  get keyring(): Keyring {
    return this.#keyring;
  }

  encrypt(plaintext: Uint8Array, associatedData: string): Uint8Array {
    return this.#keyring.encrypt(plaintext, associatedData);
  }

  /** `queryable` is the transaction that the row was read in, since the slots may have to be read again. */
  async decrypt(queryable: Queryable, sealed: Uint8Array, associatedData: string): Promise<Uint8Array> {
    try {
      return this.#keyring.decrypt(sealed, associatedData);
    } catch (error) {
      if (!(error instanceof SecureStoreError) || error.code !== "not-found") throw error;
      await this.refresh(queryable);
      return this.#keyring.decrypt(sealed, associatedData);
    }
  }

  /** Takes up key versions that another process has made or given up. Where they do not open, the old ones stay. */
  async refresh(queryable: Queryable): Promise<void> {
    const { slots, kekIds } = await readKnownKeys(queryable);
    const open = new Set(this.#keyring.slots().map(({ kekId }) => kekId));
    if (kekIds.length === open.size && kekIds.every((id) => open.has(id))) return;
    this.#keyring = await openKeyring(slots, this.#stores, { expectKekIds: kekIds });
  }

  addSlot(store: SecureStore): Promise<string> {
    return this.#keyring.addSlot(store, (records) => insertSlots(this.#database, records));
  }

  removeSlot(id: string): Promise<void> {
    return this.#keyring.removeSlot(id, (records) => deleteSlots(this.#database, records));
  }

  rotate(options?: RotateOptions): Promise<number> {
    return this.#keyring.rotate((records) => insertSlots(this.#database, records), options);
  }

  retire(keyVersion: number): Promise<void> {
    return this.#keyring.retire(keyVersion, (records) => deleteSlots(this.#database, records));
  }
}
