import { call } from "@sallyport/contract/call";
import { showSecurity } from "@sallyport/contract/security";
import type { Realm } from "@sallyport/contract/text";
import { useQuery } from "@tanstack/react-query";
import { securityKey } from "../api/security-key.ts";

export function useSecurity(realm: Realm) {
  return useQuery({
    queryKey: securityKey(realm),
    queryFn: ({ signal }) => call(showSecurity, { params: { realm } }, signal),
  });
}
