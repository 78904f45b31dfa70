import type { Realm } from "@sallyport/contract/text";

export function securityKey(realm: Realm) {
  return ["security", realm] as const;
}
