import type { TotpKey } from "@sallyport/totp/key";
import { useState } from "react";
import { type Account, newAccount } from "../vault/account.ts";
import { useKeepAccount } from "../vault/use-vault.ts";
import type { FoundKey } from "./read-key.ts";
import { standingOf, toldApart } from "./standing.ts";

export type Adding =
  | { at: "looking" }
  | { at: "naming"; found: FoundKey }
  | { at: "choosing"; found: FoundKey; namesake: Account }
  | { at: "storing"; account: Account; warnings: string[] }
  | { at: "added"; account: Account; warnings: string[]; wasThere: boolean };

/** Adds an account in steps. The page shows codes only after the vault has stored the key. */
export function useAdding(accounts: Account[]) {
  const [adding, setAdding] = useState<Adding>({ at: "looking" });
  const keep = useKeepAccount();

  function consider(found: FoundKey) {
    const standing = standingOf(found.key, accounts);
    switch (standing.is) {
      case "stored":
        return setAdding({ at: "added", account: standing.account, warnings: [], wasThere: true });
      case "nameless":
        return setAdding({ at: "naming", found });
      case "namesake":
        return setAdding({ at: "choosing", found, namesake: standing.account });
      case "new":
        return store(newAccount(found.key, Date.now()), found.warnings);
    }
  }
  function store(account: Account, warnings: string[]) {
    setAdding({ at: "storing", account, warnings });
    keep.mutate(account, {
      onSuccess: (kept) => setAdding({ at: "added", account: kept, warnings, wasThere: false }),
    });
  }
  return {
    adding,
    storingError: keep.error,
    consider,
    name: (found: FoundKey, names: Pick<TotpKey, "issuer" | "account">) =>
      consider({ ...found, key: { ...found.key, ...names } }),
    replace: (found: FoundKey, namesake: Account) => store({ ...namesake, key: found.key }, found.warnings),
    keepBoth: (found: FoundKey) =>
      store(newAccount(toldApart(found.key, accounts), Date.now()), found.warnings),
    store,
    startOver: () => setAdding({ at: "looking" }),
  };
}
