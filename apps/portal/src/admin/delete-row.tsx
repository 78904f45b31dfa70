import type { Deletion } from "@sallyport/contract/deletion";
import { Dialog } from "@sallyport/ui/dialog";
import { type ComponentProps, useState } from "react";
import { ActRow } from "./act-row.tsx";
import { DeleteForm } from "./delete-form.tsx";
import { DeletionFacts } from "./deletion-facts.tsx";

type DeleteRowProps = Omit<ComponentProps<typeof DeleteForm>, "onCancel" | "children"> & {
  name: string;
  deletion: Deletion;
};

export function DeleteRow({ name, deletion, ...form }: DeleteRowProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <ActRow
        title="Delete"
        isDanger
        {...(deletion.isPossible ? { button: form.button, onPress: () => setAsking(true) } : {})}
      >
        <DeletionFacts deletion={deletion} />
      </ActRow>
      <Dialog title={`Delete ${name}?`} isOpen={isAsking} onClose={() => setAsking(false)}>
        <DeleteForm {...form} onCancel={() => setAsking(false)}>
          Factors, sessions, links and waiting mails of <bdi>{name}</bdi> are deleted with the account. This
          can't be undone. The activity log keeps the name.
        </DeleteForm>
      </Dialog>
    </>
  );
}
