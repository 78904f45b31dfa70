import { Button, LinkButton } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { isOver, useLogOutEverywhere } from "./authorization-queries.ts";
import { StartAgainPage } from "./start-again-page.tsx";

interface LogOutPageProps {
  id: string;
  application: string | null;
}

export function LogOutPage({ id, application }: LogOutPageProps) {
  const leaving = useLogOutEverywhere(id);
  if (leaving.isError && isOver(leaving.error)) return <StartAgainPage />;
  return (
    <DoorPage
      title="Log out?"
      lead={
        application === null ? (
          "This logs you out of the portal and of the applications that you opened from it."
        ) : (
          <p>
            You are leaving <bdi>{application}</bdi>. This logs you out of the portal too, and of the other
            applications that you opened from it.
          </p>
        )
      }
    >
      <RefusalNotice problem={leaving.error && problemOf(leaving.error)} />
      <FormActions>
        <Button variant="primary" isBusy={leaving.isPending} onClick={() => leaving.mutate()}>
          Log out
        </Button>
        <LinkButton href="/">Stay logged in</LinkButton>
      </FormActions>
    </DoorPage>
  );
}
