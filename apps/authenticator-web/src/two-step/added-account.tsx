import { Button } from "@sallyport/ui/button";
import { CopyButton } from "@sallyport/ui/copy-button";
import { Notice } from "@sallyport/ui/notice";
import { useNavigate } from "react-router";
import { ClockNotice } from "../codes/clock-notice.tsx";
import { CodeCard } from "../codes/code-card.tsx";
import { useNow } from "../codes/use-now.ts";
import type { Account } from "../vault/account.ts";
import { beginHere } from "./begin-here.ts";
import css from "./step.module.css";

interface AddedAccountProps {
  account: Account;
  warnings: string[];
  wasThere: boolean;
}

export function AddedAccount({ account, warnings, wasThere }: AddedAccountProps) {
  const now = useNow();
  const navigate = useNavigate();
  return (
    <>
      <section className={css.step}>
        <h2 ref={beginHere} tabIndex={-1}>
          {wasThere ? "This account was here already" : "The account is added"}
        </h2>
        <p>
          {wasThere
            ? "It is the same key, so nothing was changed."
            : "Type this code where you set up two-step verification."}
        </p>
      </section>
      <ClockNotice />
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
