import type { User } from "@sallyport/contract/users";
import { Button } from "@sallyport/ui/button";
import { Dialog } from "@sallyport/ui/dialog";
import { dateTimeText } from "@sallyport/ui/moment-text";
import { useToast } from "@sallyport/ui/toast";
import { useState } from "react";
import { useIsKept } from "../../form/use-kept.ts";
import { ActRow } from "../act-row.tsx";
import { useMay } from "../role.ts";
import { DeadlineFacts } from "./deadline-facts.tsx";
import { DeadlineForm } from "./deadline-form.tsx";

export function DeadlineAct({ user }: { user: User }) {
  const { name, mfa } = user;
  const isKept = useIsKept();
  const [asking, setAsking] = useState(() => (["extend", "shorten"] as const).find(isKept));
  const mayShorten = useMay("administrator");
  const toast = useToast();
  if (!mfa.isRequired || mfa.isEnrolled) return null;
  const hasTime = mfa.daysFromAcceptance !== undefined || (mfa.enrolBy !== null && user.locks.every(isOther));
  const end = () => setAsking(undefined);
  return (
    <>
      <ActRow title="Deadline for set-up" button="Extend" onPress={() => setAsking("extend")}>
        <DeadlineFacts mfa={mfa} />
        {mayShorten && hasTime ? (
          <Button variant="quiet" onClick={() => setAsking("shorten")}>
            Shorten
          </Button>
        ) : null}
      </ActRow>
      <Dialog title={`Extend the deadline of ${name}`} isOpen={asking === "extend"} onClose={end}>
        <DeadlineForm
          user={user}
          direction="extend"
          onDone={(moved) => {
            end();
            toast(`The deadline is extended. It is now ${deadlineOf(moved)}.`);
          }}
        />
      </Dialog>
      <Dialog title={`Shorten the deadline of ${name}`} isOpen={asking === "shorten"} onClose={end}>
        <DeadlineForm
          user={user}
          direction="shorten"
          onDone={(moved) => {
            end();
            toast(`The deadline is shortened. It is now ${deadlineOf(moved)}.`);
          }}
        />
      </Dialog>
    </>
  );
}

const isOther = ({ reason }: User["locks"][number]) => reason !== "enrolment-deadline";

function deadlineOf({ mfa: { enrolBy, daysFromAcceptance } }: User): string {
  if (enrolBy !== null) return dateTimeText(new Date(enrolBy));
  return `${daysFromAcceptance} days after the invitation is accepted`;
}
