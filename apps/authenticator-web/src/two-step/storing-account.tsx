import { Button } from "@sallyport/ui/button";
import { FormActions } from "@sallyport/ui/form";
import { Notice } from "@sallyport/ui/notice";
import { Skeleton } from "@sallyport/ui/skeleton";

interface StoringAccountProps {
  error: Error | null;
  onTryAgain: () => void;
  onCancel: () => void;
}

export function StoringAccount({ error, onTryAgain, onCancel }: StoringAccountProps) {
  if (!error) return <Skeleton label="Storing the account" />;
  return (
    <>
      <Notice tone="danger" title="The account is not stored">
        The browser's storage refused it, so no code is shown: it would be lost with this page. Free some
        space, or leave the private window, and try again.
      </Notice>
      <FormActions>
        <Button variant="primary" onClick={onTryAgain}>
          Try again
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </FormActions>
    </>
  );
}
