import { randomBytes } from "node:crypto";
import type { HashCost } from "./rules/hash-cost.ts";

/** Makes a hash that no password matches. Checking it takes as long as checking other hashes of this cost. */
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
