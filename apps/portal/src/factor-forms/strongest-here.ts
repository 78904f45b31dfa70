import type { FactorMethod } from "@sallyport/contract/sign-in";
import { knowsPasskeys } from "../passkey/passkey.ts";

/** The factor to ask for first, from a list sorted by strength. Skips passkeys if the browser doesn't support them. */
export function strongestHere(methods: readonly FactorMethod[]): FactorMethod | undefined {
  return methods.find((method) => method !== "passkey" || knowsPasskeys) ?? methods[0];
}
