import type { FactorMethod } from "@sallyport/contract/sign-in";
import { knowsPasskeys } from "../passkey/passkey.ts";

/**
 * The first factor to ask for. `methods` is sorted by strength; passkeys are skipped if the browser doesn't support
 * them.
 */
export function strongestHere(methods: readonly FactorMethod[]): FactorMethod | undefined {
  return methods.find((method) => method !== "passkey" || knowsPasskeys) ?? methods[0];
}
