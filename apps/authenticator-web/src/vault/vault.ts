import { type Account, isSameAccount } from "./account.ts";
import { newVaultKey, type SealedAccount, seal, unseal } from "./sealing.ts";

/** Where the vault lies. A promise that resolves means: it is on the disk. */
export interface VaultStore {
  read(): Promise<{ vaultKey: CryptoKey | undefined; entries: SealedAccount[] }>;
  /** Keeps the key unless there is one already; gives the one that is kept. */
  keepKey(candidate: CryptoKey): Promise<CryptoKey>;
  /** Rejects and leaves everything as it was, unless the entry can be read back. */
  put(entry: SealedAccount): Promise<void>;
  find(id: string): Promise<SealedAccount | undefined>;
  remove(ids: string[]): Promise<void>;
  /** Everything, the key included. */
  erase(): Promise<void>;
}

export type Contents = {
  /** Oldest first. */
  accounts: Account[];
  /** Ids of entries that the key does not open. */
  unreadable: string[];
};

/** There are accounts in the storage, and none of them can be opened. Never shown as an empty list. */
export class VaultUnreadable extends Error {
  override readonly name = "VaultUnreadable";
}

export class Vault {
  readonly #store: VaultStore;

  constructor(store: VaultStore) {
    this.#store = store;
  }

  /** @throws {VaultUnreadable} */
  async contents(): Promise<Contents> {
    const { vaultKey, entries } = await this.#store.read();
    if (entries.length === 0) return { accounts: [], unreadable: [] };
    if (!vaultKey) throw new VaultUnreadable("the key is gone");
    const opened = await Promise.allSettled(entries.map((entry) => unseal(vaultKey, entry)));
    const accounts = opened.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    if (accounts.length === 0) throw new VaultUnreadable("the key opens nothing");
    const unreadable = entries.filter((_, at) => opened[at]?.status === "rejected").map(({ id }) => id);
    return { accounts: accounts.toSorted((one, other) => one.addedAt - other.addedAt), unreadable };
  }

  /**
   * Stores an account, in the place of the one with the same id if there is one. An entry that doesn't reopen as it was
   * is never stored, so it can't cost the one that was there.
   * @returns what was read back and opened again, so a code is only ever shown for a secret that is kept
   */
  async keep(account: Account): Promise<Account> {
    const vaultKey = await this.#vaultKey();
    const entry = await seal(vaultKey, account);
    if (!isSameAccount(await unseal(vaultKey, entry), account)) throw new Error("the entry does not reopen");
    await this.#store.put(entry);
    const kept = await this.#store.find(account.id);
    if (!kept) throw new Error("the entry was not kept");
    return unseal(vaultKey, kept);
  }

  async remove(ids: string[]): Promise<void> {
    await this.#store.remove(ids);
  }

  async erase(): Promise<void> {
    await this.#store.erase();
  }

  async #vaultKey(): Promise<CryptoKey> {
    const { vaultKey, entries } = await this.#store.read();
    if (vaultKey) return vaultKey;
    // A new key would hide for good that the old one is missing.
    if (entries.length > 0) throw new VaultUnreadable("the key is gone");
    return this.#store.keepKey(await newVaultKey());
  }
}
