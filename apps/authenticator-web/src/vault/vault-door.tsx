import { Skeleton } from "@sallyport/ui/skeleton";
import type { ReactNode } from "react";
import { RemoveUnreadable } from "./remove-unreadable.tsx";
import { useNoteHeld } from "./use-held.ts";
import { useVault } from "./use-vault.ts";
import type { Contents } from "./vault.ts";
import { VaultTrouble } from "./vault-trouble.tsx";

export function VaultDoor({ children }: { children: (contents: Contents) => ReactNode }) {
  const { data: contents, error, isFetching, refetch } = useVault();
  useNoteHeld(contents);
  const trouble = error ? (
    <VaultTrouble error={error} isTrying={isFetching} onTryAgain={() => void refetch()} />
  ) : null;
  if (!contents) return trouble ?? <Skeleton label="Opening your accounts" />;
  return (
    <>
      {trouble}
      <RemoveUnreadable ids={contents.unreadable} />
      {children(contents)}
    </>
  );
}
