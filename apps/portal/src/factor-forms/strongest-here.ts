import type { FactorMethod } from "@sallyport/contract/sign-in";
import { knowsPasskeys } from "../passkey/passkey.ts";

/** What to ask for first, of methods that come the strongest first: a passkey only where the browser can use one. */
export function strongestHere(methods: readonly FactorMethod[]): FactorMethod | undefined {
  return methods.find((method) => method !== "passkey" || knowsPasskeys) ?? methods[0];
}
