import type { Administrator } from "@sallyport/contract/administrators";
import { z } from "@sallyport/contract/zod";
import { Button } from "@sallyport/ui/button";
import { Checkbox } from "@sallyport/ui/checkbox";
import { Form, FormActions } from "@sallyport/ui/form";
import { problemOf } from "../../api/problem-of.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { useKeptState } from "../../form/use-kept.ts";
import { RoleNotice } from "../role-notice.tsx";
import { useEditAdministrator } from "./administrator-acts.ts";

interface EditAdministratorFormProps {
  administrator: Administrator;
  onDone: (administrator: Administrator) => void;
}

export function EditAdministratorForm({ administrator, onDone }: EditAdministratorFormProps) {
  const { id, mfa, may } = administrator;
  const [chosen, setChosen, forget] = useKeptState<boolean | undefined>(editOf(id), z.boolean(), undefined);
  const isRequired = chosen ?? mfa.isRequired;
  const edit = useEditAdministrator(id, (saved) => {
    // An administrator who requires MFA for the own account sees the set-up page at once. So the draft must be
    // removed before that.
    forget();
    onDone(saved);
  });
  // An unchanged checkbox isn't saved. Otherwise its old value could overwrite another administrator's change.
  const save = () => (chosen === undefined ? onDone(administrator) : edit.mutate(chosen));
  return (
    <Form onSubmit={() => (edit.isPending ? undefined : save())}>
      <RefusalNotice problem={edit.error && problemOf(edit.error)} />
      <Checkbox
        label="Enable MultiFactor Authentication for Login"
        isChecked={isRequired}
        onChange={setChosen}
        isDisabled={!may.edit}
        hint={consequence(administrator, isRequired)}
      />
      {may.edit ? (
        <FormActions>
          <Button type="submit" variant="primary" isBusy={edit.isPending}>
            Edit
          </Button>
        </FormActions>
      ) : (
        <RoleNotice />
      )}
    </Form>
  );
}

export function editOf(administratorId: string): string {
  return `edit-${administratorId}`;
}

function consequence({ isMe, mfa }: Administrator, isRequired: boolean): string {
  const who = isMe ? "You" : "This administrator";
  if (mfa.isEnrolled)
    return `${who} ${isMe ? "have" : "has"} a second factor and will be asked for it at every login, even if it isn't required.`;
  if (!isRequired) return `${who} ${isMe ? "log" : "logs"} in with the password alone.`;
  return isMe
    ? "You must set up a second factor before you can continue. You can't postpone it."
    : "This administrator must set up a second factor at the next login and can't postpone it. Until then, open sessions can do nothing else.";
}
