import { newSecret } from "@sallyport/totp/secret";
import type { Queryable } from "../database/database.ts";
import type { Keys } from "../keys/keys.ts";
import { totpSecretOf } from "../keys/sealed-columns.ts";
import { type FactorIdentity, refuseForgery } from "./seal.ts";

export function sealSecret(keys: Keys, secret: Uint8Array, factor: FactorIdentity): Uint8Array {
  // defence: AT-75 sealed
  return keys.encrypt(secret, totpSecretOf(factor));
}

/** `using` overwrites the secret at the end of the block. */
export interface OpenSecret extends Disposable {
  bytes: Uint8Array;
}

/** Makes 160 random bits, the length of a SHA-1 hash (RFC 4226 §4 R6). */
export function createSecret(): OpenSecret {
  return wiped(newSecret());
}

export async function openSecret(
  keys: Keys,
  tx: Queryable,
  factor: FactorIdentity & { sealed_secret: Uint8Array },
): Promise<OpenSecret> {
  // defence: AT-75 opened
  const open = () => keys.decrypt(tx, factor.sealed_secret, totpSecretOf(factor));
  return wiped(await refuseForgery("authenticator app", factor, open));
}

function wiped(bytes: Uint8Array): OpenSecret {
  // defence: AT-78
  return { bytes, [Symbol.dispose]: () => bytes.fill(0) };
}
