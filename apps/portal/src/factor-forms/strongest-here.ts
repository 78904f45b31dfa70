import type { SecondStepMethod } from "@sallyport/contract/sign-in";
import { knowsPasskeys } from "../passkey/passkey.ts";

/**
 * Returns the first of `methods`, which are sorted by strength. A browser without passkeys gets the next
 * method.
 */
export function strongestHere<Method extends SecondStepMethod>(
  methods: readonly Method[],
): Method | undefined {
  return methods.find((method) => method !== "passkey" || knowsPasskeys) ?? methods[0];
}
