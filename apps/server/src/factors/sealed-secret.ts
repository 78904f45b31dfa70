import type { Queryable } from "../database/database.ts";
import type { Keys } from "../keys/keys.ts";
import { totpSecretOf } from "../keys/sealed-columns.ts";
import { type FactorIdentity, refuseForgery } from "./seal.ts";

/** A secret lies in the database only sealed, and bound to its row: moved to another row it does not open. */
export function sealSecret(keys: Keys, secret: Uint8Array, factor: FactorIdentity): Uint8Array {
  // defence: AT-75 sealed
  return keys.encrypt(secret, totpSecretOf(factor));
}

interface Lending<T> {
  keys: Keys;
  /** The transaction that the factor was read in. */
  tx: Queryable;
  factor: FactorIdentity & { sealed_secret: Uint8Array };
  use: (secret: Uint8Array) => T;
}

/** Lends the secret for one use and overwrites it afterwards. */
export async function withSecret<T>({ keys, tx, factor, use }: Lending<T>): Promise<T> {
  // defence: AT-75 opened
  const open = () => keys.decrypt(tx, factor.sealed_secret, totpSecretOf(factor));
  const secret = await refuseForgery("authenticator app", factor, open);
  try {
    return use(secret);
  } finally {
    // defence: AT-78
    secret.fill(0);
  }
}
