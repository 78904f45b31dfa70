import { randomBytes } from "node:crypto";
import type { HashCost } from "./rules/hash-cost.ts";

/** No password matches the hash. A check takes as long as for other hashes of this cost. */
export function decoyOf(cost: HashCost): string {
  if (cost.startsWith("$2b$")) return `${cost}${letters(21)}.${letters(30)}.`;
  return `${cost}${base64(16)}$${base64(32)}`;
}

function letters(count: number): string {
  return randomBytes(count).toString("hex").slice(0, count);
}

function base64(bytes: number): string {
  return randomBytes(bytes).toString("base64").replaceAll("=", "");
}
