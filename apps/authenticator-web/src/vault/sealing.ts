import type { Account } from "./account.ts";
import { keyFromStored, type StoredKey, storedKey } from "./stored-key.ts";
import { keyInOldEntry } from "./uri-of-old-entry.ts";

export type SealedAccount = {
  id: string;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
};

/** Earlier versions stored a URI instead of the key. */
type Content = { addedAt: number } & ({ key: StoredKey } | { uri: string });

/** In bytes, the nonce length that NIST SP 800-38D §5.2.1.1 recommends for AES-GCM. */
const ivBytes = 12;

/** Makes a key that scripts can use, but can't read or export. */
export function newVaultKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

export async function seal(vaultKey: CryptoKey, { id, addedAt, key }: Account): Promise<SealedAccount> {
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const content: Content = { addedAt, key: storedKey(key) };
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  return { id, iv, sealed: await crypto.subtle.encrypt(boundTo(id, iv), vaultKey, bytes) };
}

/** Throws if the entry was changed, moved to another id, or encrypted with another key. */
export async function unseal(vaultKey: CryptoKey, { id, iv, sealed }: SealedAccount): Promise<Account> {
  const bytes = await crypto.subtle.decrypt(boundTo(id, iv), vaultKey, sealed);
  const content = JSON.parse(new TextDecoder().decode(bytes)) as Content;
  const stored = "key" in content ? content.key : keyInOldEntry(content.uri);
  return { id, addedAt: content.addedAt, key: keyFromStored(stored) };
}

/** Authenticates the id too, so an encrypted entry can't be moved to another account. */
function boundTo(id: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(id) };
}

export function isSameEntry(one: SealedAccount | undefined, other: SealedAccount): boolean {
  if (one?.id !== other.id) return false;
  return (
    isSameBytes(one.iv, other.iv) && isSameBytes(new Uint8Array(one.sealed), new Uint8Array(other.sealed))
  );
}

function isSameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
