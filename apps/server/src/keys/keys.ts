import type { Keyring, RotateOptions } from "@sallyport/secure-store/keyring";
import type { Persist } from "@sallyport/secure-store/new-slots";
import { initKeyring, openKeyring } from "@sallyport/secure-store/open-keyring";
import { type KeySlot, type SecureStore, SecureStoreError } from "@sallyport/secure-store/secure-store";
import { type Clock, systemClock } from "../core/clock.ts";
import type { Database, Queryable } from "../database/database.ts";
import {
  areSameSlots,
  deleteKey,
  deleteSlots,
  insertSlots,
  isUntouched,
  readKnownKeys,
} from "./slots.repository.ts";

export class Keys {
  readonly keyring: Keyring;
  readonly isFirst: boolean;
  readonly #database: Database;
  readonly #clock: Clock;

  private constructor(database: Database, clock: Clock, opened: { keyring: Keyring; isFirst: boolean }) {
    this.#database = database;
    this.#clock = clock;
    this.keyring = opened.keyring;
    this.isFirst = opened.isFirst;
  }

  static async open(
    database: Database,
    stores: readonly SecureStore[],
    clock: Clock = systemClock,
  ): Promise<Keys> {
    const { slots, kekIds } = await readKnownKeys(database);
    const keyring = await openKeyring(slots, stores, { expectKekIds: kekIds });
    return new Keys(database, clock, { keyring, isFirst: false });
  }

  static async openOrInit(database: Database, store: SecureStore, clock: Clock = systemClock): Promise<Keys> {
    const { slots, kekIds } = await readKnownKeys(database);
    // defence: AT-76 new
    const isNew = slots.length === 0 && kekIds.length === 0 && (await isUntouched(database));
    if (!isNew) return Keys.open(database, [store], clock);
    try {
      return await Keys.init(database, store, clock);
    } catch (error) {
      // Another process might have made the first key meanwhile.
      const { slots: others } = await readKnownKeys(database);
      // defence: AT-76 raced
      if (others.length === 0) throw error;
      return Keys.open(database, [store], clock);
    }
  }

  /**
   * Refuses if the database already has a key. Also refuses if the database might have data that is sealed
   * under a lost key.
   */
  static async init(database: Database, store: SecureStore, clock: Clock = systemClock): Promise<Keys> {
    const { slots, kekIds } = await readKnownKeys(database);
    if (!(await isUntouched(database))) {
      throw new SecureStoreError(
        "not-found",
        "This database holds accounts, but no key slot. A new key would orphan their secrets, so none was made. " +
          "Restore the database from a backup that is whole.",
      );
    }
    const persist: Persist = (records, known) => insertSlots(database, { records, known }, clock.now());
    // defence: AT-76 known
    const keyring = await initKeyring(store, { slots, expectKekIds: kekIds, persist });
    return new Keys(database, clock, { keyring, isFirst: true });
  }

  encrypt(plaintext: Uint8Array, associatedData: string): Uint8Array {
    return this.keyring.encrypt(plaintext, associatedData);
  }

  async decrypt(queryable: Queryable, sealed: Uint8Array, associatedData: string): Promise<Uint8Array> {
    try {
      return this.keyring.decrypt(sealed, associatedData);
    } catch (error) {
      if (!(error instanceof SecureStoreError) || error.code !== "not-found") throw error;
      // defence: AT-77
      await this.refresh(queryable);
      return this.keyring.decrypt(sealed, associatedData);
    }
  }

  /** Reads the slots again. If the new slots can't be opened, the old slots stay in use. */
  async refresh(queryable: Queryable): Promise<void> {
    const before = this.keyring.slots();
    const { slots, kekIds } = await readKnownKeys(queryable);
    if (this.keyring.slots() !== before || areSameSlots(before, slots)) return;
    await this.keyring.takeUp(slots, { expectKekIds: kekIds });
  }

  addSlot(store: SecureStore): Promise<string> {
    return this.keyring.addSlot(store, this.#insert);
  }

  removeSlot(id: string): Promise<readonly KeySlot[]> {
    return this.keyring.removeSlot(id, (records, known) => deleteSlots(this.#database, { records, known }));
  }

  rotate(options?: RotateOptions): Promise<number> {
    return this.keyring.rotate(this.#insert, options);
  }

  /**
   * Refuses while a row is sealed under this key version. Returns the slots whose keys might still be in a
   * store.
   */
  retire(keyVersion: number, options?: { keepsKeys?: boolean }): Promise<readonly KeySlot[]> {
    const persist: Persist = (records, known) => deleteKey(this.#database, { records, known }, keyVersion);
    return this.keyring.retire(keyVersion, persist, options);
  }

  readonly #insert: Persist = (records, known) =>
    insertSlots(this.#database, { records, known }, this.#clock.now());
}
