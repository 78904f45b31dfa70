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
  return useQuery({ queryKey, queryFn: contents });
}

export function useKeepAccount() {
  return useVaultChange((account: Account) => {
    // Asked for when there is something to lose. Some browsers ask the person, and storing does not wait for that;
    // a refusal changes nothing here, Settings tells of it.
    navigator.storage.persist().catch(() => false);
    return vault.keep(account);
  });
}

export function useRemoveAccounts() {
  return useVaultChange((ids: string[]) => vault.remove(ids));
}

export function useEraseVault() {
  return useVaultChange(() => vault.erase());
}

function useVaultChange<Given = void, Gives = void>(change: (given: Given) => Promise<Gives>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey }),
  });
}
