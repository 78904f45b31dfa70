import { call } from "@sallyport/contract/call";
import type { Reply, Request } from "@sallyport/contract/endpoint";
import { acceptInvitation, type Invitation } from "@sallyport/contract/invitations";
import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { Form, FormActions } from "@sallyport/ui/form";
import { useMutation } from "@tanstack/react-query";
import { NewPasswordFields, passwordBlame, passwordsAgree } from "../form/new-password-fields.tsx";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { useForm } from "../form/use-form.ts";
import { UsernameForPasswordManagers } from "../form/username-for-password-managers.tsx";

export type Accepted = Reply<typeof acceptInvitation>;

interface ChoosePasswordPageProps {
  token: string;
  invitation: Invitation;
  onAccepted: (accepted: Accepted) => void;
}

export const title = "Choose your password";

export function ChoosePasswordPage({ token, invitation, onAccepted }: ChoosePasswordPageProps) {
  const accepting = useMutation({
    mutationFn: (body: Request<typeof acceptInvitation>["body"]) => call(acceptInvitation, { body }),
    onSuccess: onAccepted,
  });
  const form = useForm({
    schema: acceptInvitation.body,
    given: { token },
    check: passwordsAgree,
    blame: passwordBlame,
    takesFocus: true,
    mutation: accepting,
  });
  const { name, email, username } = invitation;

  return (
    <DoorPage
      title={title}
      lead={
        <p>
          For {name}, who will log in as <strong>{email}</strong>
          {username === null ? null : (
            <>
              {" "}
              or <strong>{username}</strong>
            </>
          )}
          .
        </p>
      }
    >
      <RefusalNotice problem={form.problem} />
      <Form onSubmit={form.submit}>
        <UsernameForPasswordManagers username={username ?? email} />
        <NewPasswordFields form={form} />
        <FormActions>
          <Button type="submit" variant="primary" isBusy={form.isBusy}>
            Save password
          </Button>
        </FormActions>
      </Form>
    </DoorPage>
  );
}
