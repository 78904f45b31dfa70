import type { Realm } from "@sallyport/contract/text";
import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMe } from "../page/me.ts";
import { useUnloadWarning } from "../page/use-unload-warning.ts";

/**
 * The query cache keeps new codes until the user confirms that they are saved. `forgetPerson` removes them at logout.
 */
export function useNewCodes() {
  const { realm } = useMe();
  const client = useQueryClient();
  return {
    codes: useCodes(realm),
    show: (made: readonly string[]) => void client.setQueryData(keyOf(realm), made),
    forget: () => void client.resetQueries({ queryKey: keyOf(realm) }),
  };
}

/** Warns if the user closes the tab with unsaved codes. The layout calls this, so it works on every page. */
export function useNewCodesWarning(realm: Realm): void {
  useUnloadWarning(useCodes(realm) !== undefined);
}

const keyOf = (realm: Realm) => ["new-recovery-codes", realm];

function useCodes(realm: Realm): readonly string[] | undefined {
  const { data } = useQuery<readonly string[]>({
    queryKey: keyOf(realm),
    queryFn: skipToken,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return data;
}
