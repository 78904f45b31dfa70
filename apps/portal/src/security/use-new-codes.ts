import type { Realm } from "@sallyport/contract/text";
import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMe } from "../page/me.ts";
import { useUnloadWarning } from "../page/use-unload-warning.ts";

/** The query cache keeps new codes until the user has saved them. `forgetPerson` removes them at logout. */
export function useNewCodes() {
  const { realm } = useMe();
  const client = useQueryClient();
  return {
    codes: useCodes(realm),
    show: (made: readonly string[]) => void client.setQueryData(keyOf(realm), made),
    forget: () => void client.resetQueries({ queryKey: keyOf(realm) }),
  };
}

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
