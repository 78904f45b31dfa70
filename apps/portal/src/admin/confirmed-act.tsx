import { ConfirmDialog } from "@sallyport/ui/confirm-dialog";
import { type ReactNode, type RefObject, useState } from "react";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { ActRow } from "./act-row.tsx";

interface ConfirmedActProps {
  title: string;
  button: string;
  question: string;
  children: ReactNode;
  consequence: ReactNode;
  /** Another control for the user, below the text of `consequence`. */
  choice?: ReactNode;
  act: {
    mutate: (given: undefined, also: { onSuccess: () => void }) => void;
    reset: () => void;
    isPending: boolean;
    error: Error | null;
  };
  fallbackFocus?: RefObject<HTMLElement | null>;
}

export function ConfirmedAct(props: ConfirmedActProps) {
  const { title, button, question, children, consequence, choice, act, fallbackFocus } = props;
  const [isAsking, setAsking] = useState(false);
  function ask() {
    act.reset();
    setAsking(true);
  }
  function end() {
    setAsking(false);
  }
  return (
    <>
      <ActRow title={title} button={button} onPress={ask} isDanger>
        {children}
      </ActRow>
      <ConfirmDialog
        title={question}
        action={button}
        isOpen={isAsking}
        isBusy={act.isPending}
        onConfirm={() => act.mutate(undefined, { onSuccess: end })}
        onClose={end}
        {...(fallbackFocus ? { fallbackFocus } : {})}
      >
        <p>{consequence}</p>
        {choice}
        <RefusalNotice problem={act.error && problemOf(act.error)} />
      </ConfirmDialog>
    </>
  );
}
