import type { User } from "@sallyport/contract/users";
import { Button } from "@sallyport/ui/button";
import { ActRow } from "../act-row.tsx";
import { useMay } from "../role.ts";
import { DeadlineFacts } from "./deadline-facts.tsx";
import type { Question } from "./obstacle-remedy.tsx";

export function DeadlineAct({ user, onAsk }: { user: User; onAsk: (question: Question) => void }) {
  const { mfa, locks } = user;
  const mayShorten = useMay("administrator");
  const isLocked = locks.some(({ reason }) => reason === "enrolment-deadline");
  if (!mfa.isRequired || mfa.isEnrolled || isLocked) return null;
  const hasTime = mfa.daysFromAcceptance !== undefined || mfa.enrolBy !== null;
  return (
    <ActRow title="Deadline for set-up" button="Extend" onPress={() => onAsk("extend")}>
      <DeadlineFacts mfa={mfa} />
      {mayShorten && hasTime ? (
        <Button variant="quiet" onClick={() => onAsk("shorten")}>
          Shorten
        </Button>
      ) : null}
    </ActRow>
  );
}
