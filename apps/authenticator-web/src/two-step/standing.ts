import type { TotpKey } from "@sallyport/totp/key";
import { toBase32 } from "@sallyport/totp/secret";
import type { Account } from "../vault/account.ts";

export type Standing =
  | { is: "new" }
  /** The service name is missing, so the user couldn't recognize the key in the list. */
  | { is: "nameless" }
  | { is: "stored"; account: Account }
  /**
   * `account` has the same names as the new key, but another secret. The new key can replace the stored key or
   * belong to a second account.
   */
  | { is: "namesake"; account: Account };

export function standingOf(key: TotpKey, accounts: Account[]): Standing {
  const stored = accounts.find((account) => isSameKey(account.key, key));
  if (stored) return { is: "stored", account: stored };
  if (key.issuer.trim() === "") return { is: "nameless" };
  const namesake = accounts.find((account) => hasSameNames(account.key, key));
  return namesake ? { is: "namesake", account: namesake } : { is: "new" };
}

export function toldApart(key: TotpKey, accounts: Account[]): TotpKey {
  for (let number = 2; ; number++) {
    const renamed = { ...key, account: `${key.account} (${number})`.trim() };
    if (!accounts.some((account) => hasSameNames(account.key, renamed))) return renamed;
  }
}

function isSameKey(one: TotpKey, other: TotpKey): boolean {
  const isSameSecret = toBase32(one.secret) === toBase32(other.secret);
  return (
    isSameSecret && (["algorithm", "digits", "periodSeconds"] as const).every((it) => one[it] === other[it])
  );
}

function hasSameNames(one: TotpKey, other: TotpKey): boolean {
  return (["issuer", "account"] as const).every((it) => plain(one[it]) === plain(other[it]));
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}
