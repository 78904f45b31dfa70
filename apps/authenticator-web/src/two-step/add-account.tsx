import type { Account } from "../vault/account.ts";
import { AddedAccount } from "./added-account.tsx";
import { ChooseAccount } from "./choose-account.tsx";
import { FindKey } from "./find-key.tsx";
import { NameAccount } from "./name-account.tsx";
import { StoringAccount } from "./storing-account.tsx";
import { useAdding } from "./use-adding.ts";

export function AddAccount({ accounts }: { accounts: Account[] }) {
  const { adding, storingError, consider, name, replace, keepBoth, store, startOver } = useAdding(accounts);
  switch (adding.at) {
    case "looking":
      return <FindKey onFound={consider} />;
    case "naming":
      return (
        <NameAccount
          names={adding.found.key}
          onName={(names) => name(adding.found, names)}
          onCancel={startOver}
        />
      );
    case "choosing":
      return (
        <ChooseAccount
          namesake={adding.namesake}
          onKeepBoth={() => keepBoth(adding.found)}
          onReplace={() => replace(adding.found, adding.namesake)}
          onCancel={startOver}
        />
      );
    case "storing":
      return (
        <StoringAccount
          error={storingError}
          onTryAgain={() => store(adding.account, adding.warnings)}
          onCancel={startOver}
        />
      );
    case "added":
      return <AddedAccount account={adding.account} warnings={adding.warnings} wasThere={adding.wasThere} />;
  }
}
