import { call } from "@sallyport/contract/call";
import type { Request } from "@sallyport/contract/endpoint";
import { createFirstAdministrator } from "@sallyport/contract/invitations";
import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { Form, FormActions } from "@sallyport/ui/form";
import { Moment } from "@sallyport/ui/moment";
import { TextField } from "@sallyport/ui/text-field";
import { useMutation } from "@tanstack/react-query";
import { NewPasswordFields, passwordBlame, passwordsAgree } from "../form/new-password-fields.tsx";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { useForm } from "../form/use-form.ts";

interface CreateAdministratorPageProps {
  token: string;
  expiresAt: string;
  onCreated: () => void;
}

export const title = "Create the first administrator";

const blame = { ...passwordBlame, "email-taken": { field: "email" } };

export function CreateAdministratorPage({ token, expiresAt, onCreated }: CreateAdministratorPageProps) {
  const creating = useMutation({
    mutationFn: (body: Request<typeof createFirstAdministrator>["body"]) =>
      call(createFirstAdministrator, { body }),
    onSuccess: onCreated,
  });
  const form = useForm({
    schema: createFirstAdministrator.body,
    given: { token },
    check: passwordsAgree,
    blame,
    takesFocus: true,
    mutation: creating,
  });

  return (
    <DoorPage
      title={title}
      lead={
        <p>
          This account owns everything here and invites the others. The link works once, until{" "}
          <Moment at={expiresAt} as="date-time" />.
        </p>
      }
    >
      <RefusalNotice problem={form.problem} />
      <Form onSubmit={form.submit}>
        <TextField label="Name" autoComplete="name" {...form.field("name")} />
        <TextField label="E-mail" type="email" autoComplete="username" {...form.field("email")} />
        <NewPasswordFields form={form} />
        <FormActions>
          <Button type="submit" variant="primary" isBusy={form.isBusy}>
            Create administrator
          </Button>
        </FormActions>
      </Form>
    </DoorPage>
  );
}
