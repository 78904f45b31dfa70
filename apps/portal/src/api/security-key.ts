import type { Realm } from "@sallyport/contract/text";

/** Where the answer of `showSecurity` is kept. */
export function securityKey(realm: Realm) {
  return ["security", realm] as const;
}
