import type { Queryable } from "../database/database.ts";
import type { PasskeyRow } from "../database/schema.ts";
import type { Keys } from "../keys/keys.ts";
import { type PasskeyIdentity, publicKeyOf } from "../keys/sealed-columns.ts";
import { refuseForgery } from "./seal.ts";

/** Seals the key, so an attacker with access to the database can't replace it (ASVS 6.7.1). */
export function sealPublicKey(keys: Keys, publicKey: Uint8Array, passkey: PasskeyIdentity): Uint8Array {
  return keys.encrypt(publicKey, publicKeyOf(passkey));
}

export async function openPublicKey(keys: Keys, tx: Queryable, passkey: PasskeyRow): Promise<Uint8Array> {
  const open = () => keys.decrypt(tx, passkey.sealed_public_key, publicKeyOf(passkey));
  return refuseForgery("passkey", passkey, open);
}
