import { Button } from "@sallyport/ui/button";
import { FormActions } from "@sallyport/ui/form";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { type FactorKind, useRemove } from "./security-acts.ts";

interface RemoveQuestionProps {
  kind: FactorKind;
  id: string;
  isLast: boolean;
  onDone: () => void;
  onCancel: () => void;
}

const consequences = {
  app: "Its codes stop working at once. The entry in the app itself stays: delete it there too.",
  passkey: "It stops working at once. Your device may go on offering it: delete it there too.",
} satisfies Record<FactorKind, string>;

export function RemoveQuestion({ kind, id, isLast, onDone, onCancel }: RemoveQuestionProps) {
  const removal = useRemove(kind, id, onDone);
  return (
    <>
      <p>{consequences[kind]}</p>
      {isLast ? (
        <p>
          It is the last that you have. Without it the password alone protects your account, and your recovery
          codes end too.
        </p>
      ) : null}
      <RefusalNotice problem={removal.error && problemOf(removal.error)} />
      <FormActions>
        <Button variant="danger" isBusy={removal.isPending} onClick={() => removal.mutate()}>
          Remove
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </FormActions>
    </>
  );
}
