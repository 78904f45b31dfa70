import { newKek } from "./kek.ts";
import { sealSlot, succeedSlot } from "./key-slots.ts";
import type { KeyVersions } from "./key-versions.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { keyVersionOf } from "./sealed-row.ts";
import { type KeySlot, type SecureStore, SecureStoreError } from "./secure-store.ts";
import { newSlotId, requireOpenable, requireRecoverySlot } from "./slot-rules.ts";

/**
 * Makes a change to the slot records durable, in one transaction: inserts them for `initKeyring`, `addSlot` and
 * `rotate`, deletes them for `removeSlot` and `retire`. The keyring waits for it, and uses a new key only after it has
 * resolved. A unique key over (`id`, `keyVersion`) and a single `kekId` per version make two processes that rotate at
 * the same time safe: the second one's insert fails, and its rotation with it.
 */
export type Persist = (records: readonly KeySlot[]) => Promise<void>;

export interface RotateOptions {
  /** Slots to leave behind, because their store is out of reach. They will not open what is written from now on. */
  readonly withoutSlots?: readonly string[];
}

/**
 * The key encryption keys of one database, open in memory; `initKeyring` and `openKeyring` make one. Encrypting and
 * decrypting are synchronous. Changes to slots and keys run one at a time, in the order they were asked for.
 * Whatever is refused is refused with {@link SecureStoreError}.
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

  /** The key version that new rows are sealed under. */
  get keyVersion(): number {
    return this.#versions.current;
  }

  /** All slot records: plain data, safe in JSON. */
  slots(): readonly KeySlot[] {
    return this.#slots;
  }

  /**
   * Seals a secret with AES-256-GCM under the current key version.
   * @param associatedData the purpose and the row's identity, say `totp-secret:42`. It is not stored: `decrypt` needs
   *   the same text again, so that a ciphertext moved to another row does not open.
   */
  encrypt(plaintext: Uint8Array, associatedData: string): Uint8Array {
    return this.#versions.encrypt(plaintext, associatedData);
  }

  /** Opens a row. Refuses with `corrupt` (altered, or another row's) or `not-found` (of a key version not open here). */
  decrypt(sealed: Uint8Array, associatedData: string): Uint8Array {
    return this.#versions.decrypt(sealed, associatedData);
  }

  /** True for a row that an older key version sealed. */
  needsRewrap(sealed: Uint8Array): boolean {
    return keyVersionOf(sealed) !== this.keyVersion;
  }

  /** Opens a row and seals it anew under the current key version. */
  rewrap(sealed: Uint8Array, associatedData: string): Uint8Array {
    const plaintext = this.decrypt(sealed, associatedData);
    try {
      return this.encrypt(plaintext, associatedData);
    } finally {
      plaintext.fill(0);
    }
  }

  /** Seals every key version in another store, then persists. Resolves to the new slot's id. */
  addSlot(store: SecureStore, persist: Persist): Promise<string> {
    return this.#inTurn(async () => {
      const id = newSlotId(store.kind);
      const added: KeySlot[] = [];
      for (const [keyVersion, kek] of this.#versions.entries()) {
        added.push(await sealSlot(store, kek, { id, keyVersion }));
      }
      requireRecoverySlot(added, this.#slots, [store]);
      await persist(added);
      this.#slots = [...this.#slots, ...added];
      this.#stores = [...new Set([...this.#stores, store])];
      return id;
    });
  }

  /**
   * Removes a slot: proves that another one opens every key version, has the stores at hand forget the key, then
   * persists. What a keychain out of reach holds stays there. Interrupted half way, it can be asked for again.
   */
  removeSlot(id: string, persist: Persist): Promise<void> {
    return this.#inTurn(async () => {
      const [removed, remaining] = this.#split((slot) => slot.id === id);
      if (removed.length === 0) throw new SecureStoreError("not-found", `There is no key slot ${id}.`);
      const keyVersions = this.#versions.entries().map(([keyVersion]) => keyVersion);
      await requireOpenable(remaining, keyVersions, this.#stores);
      // Forgotten before the record goes: the other way round, a crash would leave a live key that nothing points to.
      await this.#forget(removed);
      await persist(removed);
      this.#slots = remaining;
    });
  }

  /**
   * Makes a new key version, seals it in every slot, persists, and only then seals rows with it. Resolves to the new
   * version. Older rows stay readable: rewrap them at leisure, then `retire` their version.
   */
  rotate(persist: Persist, { withoutSlots = [] }: RotateOptions = {}): Promise<number> {
    return this.#inTurn(async () => {
      const kek = newKek();
      const keyVersion = this.#versions.next;
      const current = this.#slots.filter((slot) => slot.keyVersion === this.keyVersion);
      const kept = current.filter(({ id }) => !withoutSlots.includes(id));
      if (kept.length === 0) throw new SecureStoreError("unsupported", "A new key needs at least one slot.");
      const added: KeySlot[] = [];
      for (const slot of kept) added.push(await succeedSlot(slot, { kek, keyVersion }, this.#stores));
      requireRecoverySlot(added, added, this.#stores);
      await persist(added);
      this.#slots = [...this.#slots, ...added];
      this.#versions.add(keyVersion, kek);
      return keyVersion;
    });
  }

  /** Gives up an older key version, once no row of it is left in any process or any backup still wanted. */
  retire(keyVersion: number, persist: Persist): Promise<void> {
    return this.#inTurn(async () => {
      if (keyVersion === this.keyVersion) {
        throw new SecureStoreError("unsupported", `Key version ${keyVersion} is in use; rotate first.`);
      }
      const [retired, remaining] = this.#split((slot) => slot.keyVersion === keyVersion);
      if (retired.length === 0)
        throw new SecureStoreError("not-found", `There is no key version ${keyVersion}.`);
      // Persisted first: a crash may leave a key that nobody needs, never a record that no longer opens.
      await persist(retired);
      this.#slots = remaining;
      this.#versions.drop(keyVersion);
      await this.#forget(retired);
    });
  }

  #split(isWanted: (slot: KeySlot) => boolean): [KeySlot[], KeySlot[]] {
    return [this.#slots.filter(isWanted), this.#slots.filter((slot) => !isWanted(slot))];
  }

  async #forget(slots: readonly KeySlot[]): Promise<void> {
    for (const { kind, sealed } of slots) {
      for (const store of this.#stores.filter((each) => each.kind === kind)) await store.destroy(sealed);
    }
  }
}
