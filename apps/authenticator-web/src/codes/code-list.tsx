import { CopyButton } from "@sallyport/ui/copy-button";
import { Menu } from "@sallyport/ui/menu";
import { useState } from "react";
import type { Account } from "../vault/account.ts";
import { CodeCard } from "./code-card.tsx";
import css from "./code-list.module.css";
import { DeleteDialog } from "./delete-dialog.tsx";
import { RenameDialog } from "./rename-dialog.tsx";
import { useNow } from "./use-now.ts";

export function CodeList({ accounts }: { accounts: Account[] }) {
  const now = useNow();
  const [asked, setAsked] = useState<{ for: "name" | "deletion"; account: Account }>();
  const close = () => setAsked(undefined);
  return (
    <>
      <ul className={css.list}>
        {accounts.map((account) => (
          <li key={account.id}>
            <CodeCard accountKey={account.key} now={now}>
              {(code) => (
                <>
                  <CopyButton label="Copy code" text={code} />
                  <Menu
                    label="More"
                    items={[
                      { label: "Rename", onSelect: () => setAsked({ for: "name", account }) },
                      { label: "Delete", onSelect: () => setAsked({ for: "deletion", account }) },
                    ]}
                  />
                </>
              )}
            </CodeCard>
          </li>
        ))}
      </ul>
      {asked?.for === "name" ? <RenameDialog account={asked.account} onClose={close} /> : null}
      {asked?.for === "deletion" ? <DeleteDialog account={asked.account} onClose={close} /> : null}
    </>
  );
}
