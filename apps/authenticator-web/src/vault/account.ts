import type { TotpKey } from "@sallyport/totp/key";
import { cutShort, tidyName } from "@sallyport/totp/key-name";
import { storedKey } from "./stored-key.ts";

export type Account = {
  id: string;
  addedAt: number;
  key: TotpKey;
};

export function newAccount(key: TotpKey, now: number): Account {
  return { id: crypto.randomUUID(), addedAt: now, key };
}

const longestInOneLine = 60;

export function nameOf({ issuer, account }: Pick<TotpKey, "issuer" | "account">): string {
  return [issuer, account]
    .filter((part) => part !== "")
    .map((part) => cutShort(tidyName(part), longestInOneLine))
    .join(", ");
}

export function isSameAccount(one: Account, other: Account): boolean {
  return textOf(one) === textOf(other);
}

function textOf({ id, addedAt, key }: Account): string {
  const fields = { id, addedAt, ...storedKey(key) };
  return JSON.stringify(fields, Object.keys(fields).toSorted());
}
