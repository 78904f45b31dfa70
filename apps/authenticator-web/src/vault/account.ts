import type { TotpKey } from "@sallyport/totp/key";

/** One account whose codes this app shows. */
export type Account = {
  id: string;
  /** Milliseconds since 1970. */
  addedAt: number;
  key: TotpKey;
};

export function newAccount(key: TotpKey, now: number): Account {
  return { id: crypto.randomUUID(), addedAt: now, key };
}

/** How an account is called wherever it is named in one line. */
export function nameOf({ issuer, account }: Pick<TotpKey, "issuer" | "account">): string {
  return [issuer, account].filter((part) => part !== "").join(", ");
}
