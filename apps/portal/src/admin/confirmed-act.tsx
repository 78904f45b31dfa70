import { ConfirmDialog } from "@sallyport/ui/confirm-dialog";
import { type ReactNode, type RefObject, useState } from "react";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { ActRow } from "./act-row.tsx";

interface ConfirmedActProps {
  title: string;
  button: string;
  /** The title of the dialog, which names the account. */
  question: string;
  /** The text beside the button: what the action is for. */
  children: ReactNode;
  /** The text in the dialog: what the action does. */
  consequence: ReactNode;
  act: {
    mutate: (given: undefined, also: { onSuccess: () => void }) => void;
    reset: () => void;
    isPending: boolean;
    error: Error | null;
  };
  /** The element that gets the focus if the button disappears after the action. */
  fallbackFocus?: RefObject<HTMLElement | null>;
}

export function ConfirmedAct(props: ConfirmedActProps) {
  const { title, button, question, children, consequence, act, fallbackFocus } = props;
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
        <RefusalNotice problem={act.error && problemOf(act.error)} />
      </ConfirmDialog>
    </>
  );
}
