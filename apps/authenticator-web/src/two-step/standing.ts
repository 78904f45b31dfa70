import type { TotpKey } from "@sallyport/totp/key";
import { toBase32 } from "@sallyport/totp/secret";
import type { Account } from "../vault/account.ts";

/** How a new key relates to the stored accounts. */
export type Standing =
  | { is: "new" }
  /** The key has no service name, so the list couldn't show what its codes are for. */
  | { is: "nameless" }
  /** The same key is stored already. */
  | { is: "stored"; account: Account }
  /** A different key with the same names: a repeated set-up, or a second account. Only the user knows. */
  | { is: "namesake"; account: Account };

export function standingOf(key: TotpKey, accounts: Account[]): Standing {
  const stored = accounts.find((account) => isSameKey(account.key, key));
  if (stored) return { is: "stored", account: stored };
  if (key.issuer.trim() === "") return { is: "nameless" };
  const namesake = accounts.find((account) => hasSameNames(account.key, key));
  return namesake ? { is: "namesake", account: namesake } : { is: "new" };
}

/** The key with a number after its account name, to tell two accounts apart in the list: `alice (2)`. */
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
