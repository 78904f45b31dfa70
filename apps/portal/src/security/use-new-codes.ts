import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMe } from "../page/me.ts";
import { useUnloadWarning } from "../page/use-unload-warning.ts";

/**
 * New recovery codes until the person says that they have kept them. They outlive the page, so that whoever looks
 * elsewhere first finds them again; whoever logs out takes them along (`forgetPerson`).
 */
export function useNewCodes() {
  const { realm } = useMe();
  const client = useQueryClient();
  const queryKey = ["new-recovery-codes", realm];
  const { data: codes } = useQuery<readonly string[]>({
    queryKey,
    queryFn: skipToken,
    gcTime: Number.POSITIVE_INFINITY,
  });
  useUnloadWarning(codes !== undefined);
  return {
    codes,
    show: (made: readonly string[]) => void client.setQueryData(queryKey, made),
    forget: () => void client.resetQueries({ queryKey }),
  };
}
