import type { Problem } from "@sallyport/contract/problem";
import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import type { ReactNode } from "react";
import { RefusalNotice } from "../form/refusal-notice.tsx";

interface TryAgainPageProps {
  title: string;
  problem: Problem;
  isBusy: boolean;
  onTryAgain: () => void;
  footer?: ReactNode;
}

export function TryAgainPage({ title, problem, isBusy, onTryAgain, footer }: TryAgainPageProps) {
  return (
    <DoorPage title={title} footer={footer}>
      <RefusalNotice problem={problem} />
      <FormActions>
        <Button variant="primary" isBusy={isBusy} onClick={onTryAgain}>
          Try again
        </Button>
      </FormActions>
    </DoorPage>
  );
}
