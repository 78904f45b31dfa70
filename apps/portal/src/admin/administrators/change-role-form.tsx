import type { Administrator } from "@sallyport/contract/administrators";
import { AdministratorRole } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { problemOf } from "../../api/problem-of.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { useKeptState } from "../../form/use-kept.ts";
import { RoleField } from "../role-field.tsx";
import { useChangeRole } from "./administrator-acts.ts";

interface ChangeRoleFormProps {
  administrator: Administrator;
  onDone: (administrator: Administrator) => void;
}

export function ChangeRoleForm({ administrator, onDone }: ChangeRoleFormProps) {
  const [chosen, setChosen] = useKeptState<AdministratorRole | undefined>(
    roleOf(administrator.id),
    AdministratorRole,
    undefined,
  );
  const role = chosen ?? administrator.role;
  const change = useChangeRole(administrator.id, onDone);
  return (
    <Form onSubmit={() => (change.isPending ? undefined : change.mutate(role))}>
      <RefusalNotice problem={change.error && problemOf(change.error)} />
      <RoleField role={role} onChange={setChosen} />
      {role === administrator.role ? null : (
        <FormActions>
          <Button type="submit" isBusy={change.isPending}>
            Change role
          </Button>
        </FormActions>
      )}
    </Form>
  );
}

export function roleOf(administratorId: string): string {
  return `role-${administratorId}`;
}
