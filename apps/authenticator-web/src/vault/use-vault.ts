import { useToast } from "@sallyport/ui/toast";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Account } from "./account.ts";
import { indexedDbStore } from "./indexed-db.ts";
import { InsecureContext } from "./trouble-text.ts";
import { type Contents, Vault } from "./vault.ts";

const vault = new Vault(indexedDbStore());
const queryKey = ["vault"];

async function contents(): Promise<Contents> {
  if (!window.isSecureContext) throw new InsecureContext();
  return vault.contents();
}

export function useVault() {
  // Never dropped from memory: codes are still shown when the storage can't be reached any more.
  return useQuery({ queryKey, queryFn: contents, gcTime: Number.POSITIVE_INFINITY });
}

export function useKeepAccount() {
  return useVaultChange((account: Account) => {
    // Asked for when there is something to lose. Some browsers ask the person, and storing does not wait for that;
    // a refusal changes nothing here, Settings tells of it.
    navigator.storage.persist().catch(() => false);
    return vault.keep(account);
  });
}

/** @param told said in passing once it is done, since what was removed is not there to show it */
export function useRemoveAccounts(told: string) {
  return useVaultChange((ids: string[]) => vault.remove(ids), told);
}

export function useEraseVault() {
  return useVaultChange(() => vault.erase(), "All accounts are erased.");
}

function useVaultChange<Given = void, Gives = void>(change: (given: Given) => Promise<Gives>, told?: string) {
  const queries = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey });
      if (told !== undefined) toast(told);
    },
  });
}
