import { useToast } from "@sallyport/ui/toast";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Account } from "./account.ts";
import { indexedDbStore } from "./indexed-db.ts";
import { askToKeepStorage } from "./keep-storage.ts";
import { InsecureContext } from "./trouble-text.ts";
import { forgetHeld, isEmpty } from "./use-held.ts";
import { type Contents, Vault } from "./vault.ts";

const vault = new Vault(indexedDbStore());
const queryKey = ["vault"];

async function contents(): Promise<Contents> {
  if (!window.isSecureContext) throw new InsecureContext();
  return vault.contents();
}

export function useVault() {
  // The accounts are never dropped from the cache, because the app must show codes even if the storage fails
  // later.
  return useQuery({ queryKey, queryFn: contents, gcTime: Number.POSITIVE_INFINITY });
}

export function useKeepAccount() {
  return useVaultChange((account: Account) => {
    // Asks the browser for lasting storage only when the user adds an account. An empty vault needs no lasting
    // storage.
    askToKeepStorage();
    return vault.keep(account);
  });
}

export function useRemoveAccounts(told: string) {
  return useVaultChange(async (ids: string[]) => {
    await vault.remove(ids);
    const areLeft = await vault.contents().then(
      (left) => !isEmpty(left),
      () => true,
    );
    if (!areLeft) void forgetHeld();
  }, told);
}

export function useEraseVault() {
  return useVaultChange(async () => {
    await vault.erase();
    void forgetHeld();
  }, "All accounts are erased.");
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
