import { type Account, isSameAccount } from "./account.ts";
import { newVaultKey, type SealedAccount, seal, unseal } from "./sealing.ts";

export interface VaultStore {
  read(): Promise<{ vaultKey: CryptoKey | undefined; entries: SealedAccount[] }>;
  /** Stores `candidate` if the store has no key. Returns the key that the store then has. */
  keepKey(candidate: CryptoKey): Promise<CryptoKey>;
  /** Stores the entry and reads it back. After a failure, nothing has changed. */
  put(entry: SealedAccount): Promise<void>;
  find(id: string): Promise<SealedAccount | undefined>;
  remove(ids: string[]): Promise<void>;
  erase(): Promise<void>;
}

export type Contents = {
  accounts: Account[];
  unreadable: string[];
};

/** No stored account can be decrypted. A page must never show an empty list after this error. */
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
    // If entries exist but their key is gone, no new key is made. A new key would hide the loss.
    if (entries.length > 0) throw new VaultUnreadable("the key is gone");
    return this.#store.keepKey(await newVaultKey());
  }
}
