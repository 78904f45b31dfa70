import { randomBytes } from "node:crypto";
import { hour } from "../core/clock.ts";
import type { Passwords } from "../passwords/passwords.ts";
import { newCode, shownCode } from "./typed-codes.ts";

/** The session of a bypass code ends at most this long after the code was issued. */
const furthestEnd = 24 * hour;

export interface NewBypassCode {
  code: string;
  salt: Uint8Array;
  hash: Uint8Array;
}

export async function newBypassCode(passwords: Passwords, source: string): Promise<NewBypassCode> {
  const code = newCode();
  const salt = randomBytes(16);
  return { code: shownCode(code), salt, hash: await passwords.derive(code, salt, source) };
}

export function bypassEndsAt({ issuedAt }: { issuedAt: number }): number {
  return issuedAt + furthestEnd;
}
