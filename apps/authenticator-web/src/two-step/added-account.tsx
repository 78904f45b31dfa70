import { Button } from "@sallyport/ui/button";
import { CopyButton } from "@sallyport/ui/copy-button";
import { Notice } from "@sallyport/ui/notice";
import { useNavigate } from "react-router";
import { CodeCard } from "../codes/code-card.tsx";
import { useNow } from "../codes/use-now.ts";
import type { Account } from "../vault/account.ts";

interface AddedAccountProps {
  account: Account;
  warnings: string[];
  /** The same key had been added before. */
  wasThere: boolean;
}

export function AddedAccount({ account, warnings, wasThere }: AddedAccountProps) {
  const now = useNow();
  const navigate = useNavigate();
  return (
    <>
      {wasThere ? (
        <Notice tone="info" title="This account was here already">
          It is the same key, so nothing was changed.
        </Notice>
      ) : (
        <Notice tone="success" title="The account is added">
          Type this code where you set up two-step verification.
        </Notice>
      )}
      {warnings.map((warning) => (
        <Notice key={warning} tone="warning">
          {warning}
        </Notice>
      ))}
      <CodeCard accountKey={account.key} now={now}>
        {(code) => (
          <>
            <CopyButton label="Copy code" text={code} />
            <Button variant="primary" onClick={() => void navigate("/")}>
              Done
            </Button>
          </>
        )}
      </CodeCard>
    </>
  );
}
