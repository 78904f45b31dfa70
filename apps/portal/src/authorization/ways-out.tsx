import { Button } from "@sallyport/ui/button";
import { use } from "react";
import { useLeave } from "../api/moves.ts";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { PurposeContext } from "../page/purpose.ts";
import { useCancel } from "./authorization-queries.ts";

interface WaysOutProps {
  id: string;
  application: string;
}

/** “Use another account” logs the user out. The next login on this page still leads to the application. */
export function WaysOut({ id, application }: WaysOutProps) {
  const leaving = useLeave("user");
  return (
    <>
      <RefusalNotice problem={leaving.error && problemOf(leaving.error)} />
      <Button variant="quiet" isBusy={leaving.isPending} onClick={() => leaving.mutate()}>
        Use another account
      </Button>
      <CancelButton id={id} application={application} />
    </>
  );
}

export function CancelButton({ id, application }: WaysOutProps) {
  const cancelling = useCancel(id);
  const isTrial = use(PurposeContext)?.isTrial ?? false;
  return (
    <>
      <RefusalNotice problem={cancelling.error && problemOf(cancelling.error)} />
      <Button variant="quiet" isBusy={cancelling.isPending} onClick={() => cancelling.mutate()}>
        {isTrial ? (
          "Stop trying"
        ) : (
          <span>
            Back to <bdi>{application}</bdi>
          </span>
        )}
      </Button>
    </>
  );
}
