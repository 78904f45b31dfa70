import type { TotpKey } from "@sallyport/totp/key";
import { toBase32 } from "@sallyport/totp/secret";
import type { Account } from "../vault/account.ts";

/** How a key that was found stands to the accounts that are there. */
export type Standing =
  | { is: "new" }
  /** The list couldn't show what its codes are for. */
  | { is: "nameless" }
  /** The very same key is there already. */
  | { is: "stored"; account: Account }
  /** Another key has the same names: a set-up that began again, or a second account. Only the person knows. */
  | { is: "namesake"; account: Account };

export function standingOf(key: TotpKey, accounts: Account[]): Standing {
  const stored = accounts.find((account) => isSameKey(account.key, key));
  if (stored) return { is: "stored", account: stored };
  if (key.issuer.trim() === "") return { is: "nameless" };
  const namesake = accounts.find((account) => hasSameNames(account.key, key));
  return namesake ? { is: "namesake", account: namesake } : { is: "new" };
}

/** The key with a number behind its account's name, so that two in the list can be told apart: `alice (2)`. */
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
