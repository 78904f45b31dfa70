import type { User } from "@sallyport/contract/users";
import { Dialog } from "@sallyport/ui/dialog";
import { dateTimeText } from "@sallyport/ui/moment-text";
import { useToast } from "@sallyport/ui/toast";
import type { RefObject } from "react";
import { DeadlineForm } from "./deadline-form.tsx";
import type { Question } from "./obstacle-remedy.tsx";

interface DeadlineQuestionsProps {
  user: User;
  asking: Question | undefined;
  onEnd: () => void;
  fallbackFocus: RefObject<HTMLElement | null>;
}

export function DeadlineQuestions({ user, asking, onEnd, fallbackFocus }: DeadlineQuestionsProps) {
  const toast = useToast();
  const done = (what: "extended" | "shortened") => (moved: User) => {
    onEnd();
    toast(`The deadline is ${what}. It is now ${deadlineOf(moved)}.`);
  };
  return (
    <>
      <Dialog
        title={`Extend the deadline of ${user.name}`}
        isOpen={asking === "extend"}
        onClose={onEnd}
        fallbackFocus={fallbackFocus}
      >
        <DeadlineForm user={user} direction="extend" onDone={done("extended")} />
      </Dialog>
      <Dialog
        title={`Shorten the deadline of ${user.name}`}
        isOpen={asking === "shorten"}
        onClose={onEnd}
        fallbackFocus={fallbackFocus}
      >
        <DeadlineForm user={user} direction="shorten" onDone={done("shortened")} />
      </Dialog>
    </>
  );
}

function deadlineOf({ mfa: { enrolBy, daysFromAcceptance } }: User): string {
  if (enrolBy !== null) return dateTimeText(new Date(enrolBy));
  return `${daysFromAcceptance} days after the invitation is accepted`;
}
