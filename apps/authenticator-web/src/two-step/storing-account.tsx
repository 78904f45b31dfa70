import { Button } from "@sallyport/ui/button";
import { FormActions } from "@sallyport/ui/form";
import { Notice } from "@sallyport/ui/notice";
import { Skeleton } from "@sallyport/ui/skeleton";
import { ConnectionLost } from "../vault/connection.ts";
import { changeTrouble } from "../vault/trouble-text.ts";
import { beginHere } from "./begin-here.ts";
import css from "./step.module.css";

interface StoringAccountProps {
  error: Error | null;
  onTryAgain: () => void;
  onCancel: () => void;
}

export function StoringAccount({ error, onTryAgain, onCancel }: StoringAccountProps) {
  if (!error) return <Skeleton label="Storing the account" />;
  return (
    <section className={css.step}>
      <h2 ref={beginHere} tabIndex={-1}>
        The account is not stored
      </h2>
      <Notice tone="danger">
        No code is shown, because it would be lost with this page.{" "}
        {error instanceof ConnectionLost
          ? changeTrouble(error)
          : "The browser's storage refused it: free some space, or leave the private window, and try again."}
      </Notice>
      <FormActions>
        <Button variant="primary" onClick={onTryAgain}>
          Try again
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </FormActions>
    </section>
  );
}
