import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { useMe } from "../page/me.ts";
import { isOver, useFinish } from "./authorization-queries.ts";
import { StartAgainAt } from "./start-again-page.tsx";
import { WaysOut } from "./ways-out.tsx";

interface ConfirmationPageProps {
  id: string;
  application: { id: string; name: string };
  person: string;
}

export function ConfirmationPage({ id, application, person }: ConfirmationPageProps) {
  const { email } = useMe();
  const finishing = useFinish(id);
  if (finishing.isError && isOver(finishing.error)) return <StartAgainAt application={application} />;
  return (
    <DoorPage
      title={`Continue to ${application.name}`}
      lead={
        <p>
          You are logged in as <strong>{email}</strong>.
        </p>
      }
      footer={<WaysOut id={id} application={application.name} />}
    >
      <RefusalNotice problem={finishing.error && problemOf(finishing.error)} />
      <FormActions>
        <Button variant="primary" isBusy={finishing.isPending} onClick={() => finishing.mutate(true)}>
          <span>
            Continue as <bdi>{person}</bdi>
          </span>
        </Button>
      </FormActions>
    </DoorPage>
  );
}
