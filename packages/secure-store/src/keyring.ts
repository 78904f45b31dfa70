import { forgetKeys } from "./forget-keys.ts";
import { newKek } from "./kek.ts";
import { sealSlot, succeedSlot } from "./key-slots.ts";
import type { KeyVersions } from "./key-versions.ts";
import { type Persist, persistNewSlots, type SealKey } from "./new-slots.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { openVersions } from "./open-versions.ts";
import { keyVersionOf } from "./sealed-row.ts";
import { type KeySlot, type SecureStore, SecureStoreError } from "./secure-store.ts";
import { newSlotId, requireOpenable, requireRecoverySlot } from "./slot-rules.ts";

/** Options of {@link Keyring.rotate}. */
export interface RotateOptions {
  /**
   * The IDs of slots to skip, because their stores can't be reached. Skipped slots can't open rows of the new
   * key version.
   */
  readonly withoutSlots?: readonly string[];
}

/**
 * Holds the key encryption keys of one database in memory. Changes run one after another, in call order.
 * Every refusal is a {@link SecureStoreError}.
 */
export class Keyring {
  readonly #versions: KeyVersions;
  readonly #inTurn = oneAtATime();
  #slots: readonly KeySlot[];
  #stores: readonly SecureStore[];

  constructor(versions: KeyVersions, slots: readonly KeySlot[], stores: readonly SecureStore[]) {
    this.#versions = versions;
    this.#slots = slots;
    this.#stores = stores;
  }

  /** The key version under which new rows are sealed. */
  get keyVersion(): number {
    return this.#versions.current;
  }

  /** All slot records, which can be stored as JSON. */
  slots(): readonly KeySlot[] {
    return this.#slots;
  }

  /**
   * Seals a secret with AES-256-GCM under the current key version.
   *
   * @param associatedData the purpose and the row's identity, such as `totp-secret:42`. A moved row doesn't
   * open.
   */
  encrypt(plaintext: Uint8Array, associatedData: string): Uint8Array {
    return this.#versions.encrypt(plaintext, associatedData);
  }

  /**
   * Opens a row. Refuses with `corrupt` if the row was altered or moved. Refuses with `not-found` if no slot
   * has opened the row's key version.
   */
  decrypt(sealed: Uint8Array, associatedData: string): Uint8Array {
    return this.#versions.decrypt(sealed, associatedData);
  }

  /** True if the row was sealed under an older key version. */
  needsRewrap(sealed: Uint8Array): boolean {
    return keyVersionOf(sealed) !== this.keyVersion;
  }

  /** Opens a row and seals it again under the current key version. */
  rewrap(sealed: Uint8Array, associatedData: string): Uint8Array {
    const plaintext = this.decrypt(sealed, associatedData);
    try {
      return this.encrypt(plaintext, associatedData);
    } finally {
      plaintext.fill(0);
    }
  }

  /**
   * Loads slot records that another process has changed. If a new key version doesn't open, the call rejects
   * like `openKeyring`, and the keyring stays unchanged.
   */
  async takeUp(
    slots: readonly KeySlot[],
    { expectKekIds }: { readonly expectKekIds: readonly string[] },
  ): Promise<void> {
    const before = this.#slots;
    const open = this.#versions;
    const keks = await openVersions(slots, this.#stores, { expectKekIds, open });
    // The given records are out of date if this process has changed its records meanwhile.
    if (this.#slots !== before) return;
    this.#versions.replaceBy(keks);
    this.#slots = slots;
  }

  /** Seals every key version in another store. Resolves to the ID of the new slot. */
  addSlot(store: SecureStore, persist: Persist): Promise<string> {
    return this.#inTurn(async () => {
      const known = this.#slots;
      const keys = this.#versions.entries();
      const id = newSlotId(store.kind);
      const make = async (seal: SealKey): Promise<KeySlot[]> => {
        const made: KeySlot[] = [];
        for (const [keyVersion, kek] of keys) made.push(await sealSlot(store, id, { kek, keyVersion, seal }));
        requireRecoverySlot(made, known, [store]);
        return made;
      };
      const added = await persistNewSlots({ make, known, persist });
      this.#slots = [...known, ...added];
      this.#stores = [...new Set([...this.#stores, store])];
      return id;
    });
  }

  /**
   * Removes a slot and deletes its keys. Fails if the other slots can't open every key version. Resolves to the removed
   * records whose keys couldn't be deleted.
   */
  removeSlot(id: string, persist: Persist): Promise<readonly KeySlot[]> {
    return this.#inTurn(async () => {
      const known = this.#slots;
      const [removed, remaining] = split(known, (slot) => slot.id === id);
      if (removed.length === 0) throw new SecureStoreError("not-found", `There is no key slot ${id}.`);
      const keyVersions = this.#versions.entries().map(([keyVersion]) => keyVersion);
      await requireOpenable(remaining, keyVersions, this.#stores);
      await persist(removed, known);
      this.#slots = remaining;
      return forgetKeys(removed, this.#stores);
    });
  }

  /**
   * Makes a new key version and seals it in every slot. Resolves to the new version's number. Older rows stay
   * readable until `retire` removes their version.
   */
  rotate(persist: Persist, { withoutSlots = [] }: RotateOptions = {}): Promise<number> {
    return this.#inTurn(async () => {
      const known = this.#slots;
      const kek = newKek();
      const keyVersion = this.#versions.next;
      const current = known.filter((slot) => slot.keyVersion === this.keyVersion);
      const kept = current.filter(({ id }) => !withoutSlots.includes(id));
      if (kept.length === 0) throw new SecureStoreError("unsupported", "A new key needs at least one slot.");
      const make = async (seal: SealKey): Promise<KeySlot[]> => {
        const made: KeySlot[] = [];
        for (const slot of kept) made.push(await succeedSlot(slot, { kek, keyVersion, seal }, this.#stores));
        requireRecoverySlot(made, made, this.#stores);
        return made;
      };
      const added = await persistNewSlots({ make, known, persist });
      this.#slots = [...known, ...added];
      this.#versions.add(keyVersion, kek);
      return keyVersion;
    });
  }

  /**
   * Removes an older key version and deletes its keys. Before the call, rewrap all rows of that version. Make
   * sure that no process seals new rows under that version.
   * With `keepsKeys`, the stores keep the keys, because a backup of the records might need these keys. Resolves
   * to the records whose key might still be stored.
   */
  retire(
    keyVersion: number,
    persist: Persist,
    { keepsKeys = false }: { keepsKeys?: boolean } = {},
  ): Promise<readonly KeySlot[]> {
    return this.#inTurn(async () => {
      if (keyVersion === this.keyVersion) {
        throw new SecureStoreError("unsupported", `Key version ${keyVersion} is in use; rotate first.`);
      }
      const known = this.#slots;
      const [retired, remaining] = split(known, (slot) => slot.keyVersion === keyVersion);
      if (retired.length === 0)
        throw new SecureStoreError("not-found", `There is no key version ${keyVersion}.`);
      await persist(retired, known);
      this.#slots = remaining;
      this.#versions.drop(keyVersion);
      return forgetKeys(retired, keepsKeys ? [] : this.#stores);
    });
  }
}

function split(slots: readonly KeySlot[], isWanted: (slot: KeySlot) => boolean): [KeySlot[], KeySlot[]] {
  return [slots.filter(isWanted), slots.filter((slot) => !isWanted(slot))];
}
