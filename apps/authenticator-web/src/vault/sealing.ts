import type { TotpKey } from "@sallyport/totp/key";
import { formatKeyUri, parseKeyUri } from "@sallyport/totp/key-uri";
import type { Account } from "./account.ts";

/** An account as it lies in the browser's storage: nothing but its id can be read without the vault's key. */
export type SealedAccount = {
  id: string;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
};

/** The nonce that AES-GCM is made for (NIST SP 800-38D §5.2.1.1). */
const ivBytes = 12;

/** Not extractable: a script may use the key, but neither script nor person can read it out. */
export function newVaultKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

export async function seal(vaultKey: CryptoKey, { id, addedAt, key }: Account): Promise<SealedAccount> {
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const content = new TextEncoder().encode(JSON.stringify({ addedAt, uri: formatKeyUri(key) }));
  return { id, iv, sealed: await crypto.subtle.encrypt(boundTo(id, iv), vaultKey, content) };
}

/** @throws when the entry was changed, moved under another id, or sealed with another key */
export async function unseal(vaultKey: CryptoKey, { id, iv, sealed }: SealedAccount): Promise<Account> {
  const content = await crypto.subtle.decrypt(boundTo(id, iv), vaultKey, sealed);
  const { addedAt, uri } = JSON.parse(new TextDecoder().decode(content)) as { addedAt: number; uri: string };
  return { id, addedAt, key: timeBasedKey(uri) };
}

/** The id is associated data, so that a secret can't be passed off as another account's. */
function boundTo(id: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(id) };
}

function timeBasedKey(uri: string): TotpKey {
  const result = parseKeyUri(uri);
  if (result.ok && result.key.type === "totp") return result.key;
  throw new TypeError("the entry holds no time-based key");
}
