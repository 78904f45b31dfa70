import { call } from "@sallyport/contract/call";
import type { Reply, Request } from "@sallyport/contract/endpoint";
import { acceptPasswordReset, type PasswordReset } from "@sallyport/contract/password-reset";
import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { Form, FormActions } from "@sallyport/ui/form";
import { Moment } from "@sallyport/ui/moment";
import { useMutation } from "@tanstack/react-query";
import { NewPasswordFields, passwordBlame, passwordsAgree } from "../form/new-password-fields.tsx";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { useForm } from "../form/use-form.ts";
import { UsernameForPasswordManagers } from "../form/username-for-password-managers.tsx";

export type Accepted = Reply<typeof acceptPasswordReset>;

interface ChooseNewPasswordPageProps {
  token: string;
  reset: PasswordReset;
  onAccepted: (accepted: Accepted) => void;
}

export const title = "Choose a new password";

export function ChooseNewPasswordPage({ token, reset, onAccepted }: ChooseNewPasswordPageProps) {
  const accepting = useMutation({
    mutationFn: (body: Request<typeof acceptPasswordReset>["body"]) => call(acceptPasswordReset, { body }),
    onSuccess: onAccepted,
  });
  const form = useForm({
    schema: acceptPasswordReset.body,
    given: { token },
    check: passwordsAgree,
    blame: passwordBlame,
    takesFocus: true,
    mutation: accepting,
  });
  const { email, username, expiresAt } = reset;

  return (
    <DoorPage
      title={title}
      lead={
        <p>
          For <strong>{email}</strong>, until <Moment at={expiresAt} as="date-time" />. Every open session
          will end.
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
