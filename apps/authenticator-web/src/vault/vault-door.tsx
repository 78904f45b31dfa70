import { Skeleton } from "@sallyport/ui/skeleton";
import type { ReactNode } from "react";
import { RemoveUnreadable } from "./remove-unreadable.tsx";
import { useVault } from "./use-vault.ts";
import type { Contents } from "./vault.ts";
import { VaultTrouble } from "./vault-trouble.tsx";

/** What stands behind it is drawn only with an open vault; a closed one says why, and what can be done. */
export function VaultDoor({ children }: { children: (contents: Contents) => ReactNode }) {
  const { data: contents, error, isFetching, refetch } = useVault();
  if (error) return <VaultTrouble error={error} isTrying={isFetching} onTryAgain={() => void refetch()} />;
  if (!contents) return <Skeleton label="Opening your accounts" />;
  return (
    <>
      <RemoveUnreadable ids={contents.unreadable} />
      {children(contents)}
    </>
  );
}
