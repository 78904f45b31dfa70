import type { Realm } from "@sallyport/contract/text";

/** The query key of `showSecurity`. */
export function securityKey(realm: Realm) {
  return ["security", realm] as const;
}
