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

/**
 * The keys of one database, open in this process. Other processes may rotate them meanwhile, so the slots are read again
 * when a value is sealed under a version that is not open here.
 */
export class Keys {
  readonly keyring: Keyring;
  /** True if there was no key before and this process has made the first one. */
  readonly isFirst: boolean;
  readonly #database: Database;
  readonly #clock: Clock;

  private constructor(database: Database, clock: Clock, opened: { keyring: Keyring; isFirst: boolean }) {
    this.#database = database;
    this.#clock = clock;
    this.keyring = opened.keyring;
    this.isFirst = opened.isFirst;
  }

  /** Opens the database's keys with the first store that can. Never makes a key. */
  static async open(
    database: Database,
    stores: readonly SecureStore[],
    clock: Clock = systemClock,
  ): Promise<Keys> {
    const { slots, kekIds } = await readKnownKeys(database);
    const keyring = await openKeyring(slots, stores, { expectKekIds: kekIds });
    return new Keys(database, clock, { keyring, isFirst: false });
  }

  /**
   * Opens the keys. Makes the first key only for an unused database: no key, no slot, no account, no mail. In any other
   * database a key that doesn't open is an error, never a reason for a new key.
   */
  static async openOrInit(database: Database, store: SecureStore, clock: Clock = systemClock): Promise<Keys> {
    const { slots, kekIds } = await readKnownKeys(database);
    // defence: AT-76 new
    const isNew = slots.length === 0 && kekIds.length === 0 && (await isUntouched(database));
    if (!isNew) return Keys.open(database, [store], clock);
    try {
      return await Keys.init(database, store, clock);
    } catch (error) {
      // Another process that started at the same moment may have made the key first: then use that one.
      const { slots: others } = await readKnownKeys(database);
      // defence: AT-76 raced
      if (others.length === 0) throw error;
      return Keys.open(database, [store], clock);
    }
  }

  /** Makes the first key. Refuses if the database has a key, or any data that a missing key could have sealed. */
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

  /** `queryable` is the transaction that read the row: the slots may have to be read again in it. */
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

  /** Reads slots and key versions that another process has changed. If they don't open, the old ones stay. */
  async refresh(queryable: Queryable): Promise<void> {
    const before = this.keyring.slots();
    const { slots, kekIds } = await readKnownKeys(queryable);
    // A change in this process during the read is newer than the result of the read.
    if (this.keyring.slots() !== before || areSameSlots(before, slots)) return;
    await this.keyring.takeUp(slots, { expectKekIds: kekIds });
  }

  addSlot(store: SecureStore): Promise<string> {
    return this.keyring.addSlot(store, this.#insert);
  }

  /** Resolves to the records that no given store has forgotten: see `heldKeys`. */
  removeSlot(id: string): Promise<readonly KeySlot[]> {
    return this.keyring.removeSlot(id, (records, known) => deleteSlots(this.#database, { records, known }));
  }

  rotate(options?: RotateOptions): Promise<number> {
    return this.keyring.rotate(this.#insert, options);
  }

  /** Refused while a row is sealed under that version. Resolves as `removeSlot` does. */
  retire(keyVersion: number, options?: { keepsKeys?: boolean }): Promise<readonly KeySlot[]> {
    const persist: Persist = (records, known) => deleteKey(this.#database, { records, known }, keyVersion);
    return this.keyring.retire(keyVersion, persist, options);
  }

  readonly #insert: Persist = (records, known) =>
    insertSlots(this.#database, { records, known }, this.#clock.now());
}
