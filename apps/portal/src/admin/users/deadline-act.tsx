import type { User } from "@sallyport/contract/users";
import { Dialog } from "@sallyport/ui/dialog";
import { Moment } from "@sallyport/ui/moment";
import { TimeLeft } from "@sallyport/ui/time-left";
import { useToast } from "@sallyport/ui/toast";
import { useKeptOpen } from "../../form/use-kept.ts";
import { ActRow } from "../act-row.tsx";
import { DeadlineForm } from "./deadline-form.tsx";

/** Moves the deadline of a user who has yet to set up. */
export function DeadlineAct({ user: { id, mfa } }: { user: User }) {
  const [isAsking, setAsking] = useKeptOpen("extend");
  const toast = useToast();
  if (!mfa.isRequired || mfa.isEnrolled) return null;
  return (
    <>
      <ActRow title="Deadline for set-up" button="Extend" onPress={() => setAsking(true)}>
        {mfa.enrolBy ? (
          <>
            <Moment at={mfa.enrolBy} as="date-time" />, <TimeLeft until={mfa.enrolBy} />.
          </>
        ) : (
          "Set-up is due at the next login."
        )}
      </ActRow>
      <Dialog title="Extend the deadline" isOpen={isAsking} onClose={() => setAsking(false)}>
        <DeadlineForm
          userId={id}
          onDone={() => {
            setAsking(false);
            toast("The deadline is extended.");
          }}
        />
      </Dialog>
    </>
  );
}
