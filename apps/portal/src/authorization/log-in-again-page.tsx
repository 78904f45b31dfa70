import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import { useLeave } from "../api/moves.ts";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { useMe } from "../page/me.ts";
import { CancelButton } from "./ways-out.tsx";

interface LogInAgainPageProps {
  id: string;
  application: string;
}

export function LogInAgainPage({ id, application }: LogInAgainPageProps) {
  const { realm, email } = useMe();
  const leaving = useLeave(realm);
  return (
    <DoorPage
      title="Log in with your second factor"
      lead={
        <p>
          <bdi>{application}</bdi> needs your second factor, and you logged in without it. Log in again as{" "}
          <strong>{email}</strong> to continue.
        </p>
      }
      footer={<CancelButton id={id} application={application} />}
    >
      <RefusalNotice problem={leaving.error && problemOf(leaving.error)} />
      <FormActions>
        <Button variant="primary" isBusy={leaving.isPending} onClick={() => leaving.mutate()}>
          Log in again
        </Button>
      </FormActions>
    </DoorPage>
  );
}
