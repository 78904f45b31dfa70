import { randomBytes, timingSafeEqual } from "node:crypto";
import { hashOf } from "../core/tokens.ts";
import type { ApplicationSecretRow } from "../database/schema.ts";
import { isExpired } from "./rules/secrets.ts";

/** 256 random bits as hexadecimal digits, which need no escape in any configuration file. */
export function newSecret(): string {
  return randomBytes(32).toString("hex");
}

export function secretColumns(secret: string): Pick<ApplicationSecretRow, "hash" | "hint"> {
  return { hash: hashOfSecret(secret), hint: secret.slice(-4) };
}

function hashOfSecret(secret: string): string {
  return hashOf(secret).toString("base64url");
}

type Stored = Pick<ApplicationSecretRow, "id" | "hash" | "expires_at" | "last_used_at">;

/** Compares with every secret, so that the time doesn't show which secret matches (ASVS 11.2.4). */
export function matchingSecret<Secret extends Stored>(
  secrets: readonly Secret[],
  given: string,
  now: number,
): { secret: Secret; isExpired: boolean } | null {
  const hash = Buffer.from(hashOfSecret(given));
  const [secret] = secrets.filter((each) => isEqual(Buffer.from(each.hash), hash));
  return secret ? { secret, isExpired: isExpired(secret, now) } : null;
}

function isEqual(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
