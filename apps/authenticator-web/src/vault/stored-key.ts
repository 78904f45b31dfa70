import type { TotpKey } from "@sallyport/totp/key";
import { fromBase32, toBase32 } from "@sallyport/totp/secret";

/**
 * The field `type` decides how the app makes codes. The name has no influence, so the user can rename an
 * account freely.
 */
export type StoredKey = Omit<TotpKey, "secret"> & {
  secret: string;
};

export function storedKey(key: TotpKey): StoredKey {
  return { ...key, secret: toBase32(key.secret) };
}

/** Throws TypeError if the data is not a time-based key. */
export function keyFromStored(stored: StoredKey): TotpKey {
  const secret = fromBase32(stored.secret);
  if (stored.type === "totp" && secret && secret.length > 0) return { ...stored, secret };
  throw new TypeError("the entry holds no time-based key");
}
