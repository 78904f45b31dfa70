import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import { Moment } from "@sallyport/ui/moment";
import { SupportContact } from "../page/support-contact.tsx";

interface LockedPageProps {
  enrolBy: string;
  isLeaving: boolean;
  onLeave: () => void;
}

export function LockedPage({ enrolBy, isLeaving, onLeave }: LockedPageProps) {
  return (
    <DoorPage title="Account locked">
      <p>
        Your account is locked because you did not set up multi-factor authentication by{" "}
        <Moment at={enrolBy} as="date" />. Ask an administrator to give you more time.
      </p>
      <SupportContact />
      <FormActions>
        <Button variant="primary" isBusy={isLeaving} onClick={onLeave}>
          Back to login
        </Button>
      </FormActions>
    </DoorPage>
  );
}
