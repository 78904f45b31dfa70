import { Button } from "@sallyport/ui/button";
import { Dialog } from "@sallyport/ui/dialog";
import { type ReactNode, useState } from "react";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { ActRow } from "./act-row.tsx";

interface ConfirmedActProps {
  title: string;
  button: string;
  /** What the act is for, beside its button. */
  children: ReactNode;
  /** What will happen, before it happens. */
  consequence: ReactNode;
  act: { mutate: () => void; reset: () => void; isPending: boolean; error: Error | null };
}

/** An act that can't be taken back by the same button, so it is asked for twice. Done, it goes with its dialog. */
export function ConfirmedAct({ title, button, children, consequence, act }: ConfirmedActProps) {
  const [isAsking, setAsking] = useState(false);
  function ask() {
    act.reset();
    setAsking(true);
  }
  return (
    <>
      <ActRow title={title} button={button} onPress={ask} isDanger>
        {children}
      </ActRow>
      <Dialog
        title={button}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        footer={
          <>
            <Button variant="danger" isBusy={act.isPending} onClick={() => act.mutate()}>
              {button}
            </Button>
            <Button onClick={() => setAsking(false)}>Cancel</Button>
          </>
        }
      >
        <p>{consequence}</p>
        <RefusalNotice problem={act.error && problemOf(act.error)} />
      </Dialog>
    </>
  );
}
