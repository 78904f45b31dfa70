import type { FactorMethod } from "@sallyport/contract/sign-in";
import { knowsPasskeys } from "../passkey/passkey.ts";

/** `methods` is sorted by strength. A browser without passkeys gets the next method. */
export function strongestHere(methods: readonly FactorMethod[]): FactorMethod | undefined {
  return methods.find((method) => method !== "passkey" || knowsPasskeys) ?? methods[0];
}
