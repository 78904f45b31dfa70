import type { Realm } from "@sallyport/contract/text";

/** The cache key of the response to `showSecurity`. */
export function securityKey(realm: Realm) {
  return ["security", realm] as const;
}
