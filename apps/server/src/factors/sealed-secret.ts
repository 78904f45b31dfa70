import type { Keyring } from "@sallyport/secure-store/keyring";

export interface FactorIdentity {
  id: string;
  account_id: string;
}

/** A secret lies in the database only sealed, and bound to its row: moved to another row it does not open. */
export function sealSecret(keyring: Keyring, secret: Uint8Array, factor: FactorIdentity): Uint8Array {
  return keyring.encrypt(secret, purpose(factor));
}

/** Lends the secret for one use and overwrites it afterwards. */
export function withSecret<T>(
  keyring: Keyring,
  factor: FactorIdentity & { sealed_secret: Uint8Array },
  use: (secret: Uint8Array) => T,
): T {
  const secret = keyring.decrypt(factor.sealed_secret, purpose(factor));
  try {
    return use(secret);
  } finally {
    secret.fill(0);
  }
}

function purpose({ id, account_id }: FactorIdentity): string {
  return `totp-secret:${account_id}:${id}`;
}
