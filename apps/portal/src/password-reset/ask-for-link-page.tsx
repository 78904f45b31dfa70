import { call } from "@sallyport/contract/call";
import type { Request } from "@sallyport/contract/endpoint";
import { askForPasswordReset } from "@sallyport/contract/password-reset";
import type { Realm } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { Form, FormActions } from "@sallyport/ui/form";
import { Link } from "@sallyport/ui/link";
import { TextField } from "@sallyport/ui/text-field";
import { useMutation } from "@tanstack/react-query";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { useForm } from "../form/use-form.ts";
import { realms } from "../page/realms.ts";

interface AskForLinkPageProps {
  realm: Realm;
  onAsked: (login: string) => void;
}

export function AskForLinkPage({ realm, onAsked }: AskForLinkPageProps) {
  const asking = useMutation({
    mutationFn: (body: Request<typeof askForPasswordReset>["body"]) =>
      call(askForPasswordReset, { params: { realm }, body }),
    onSuccess: (_nothing, { login }) => onAsked(login),
  });
  const form = useForm({ schema: askForPasswordReset.body, mutation: asking, takesFocus: true });
  const { root, loginField } = realms[realm];

  return (
    <DoorPage
      title="Reset your password"
      lead="We mail you a link to choose a new one."
      footer={<Link href={root}>Back to login</Link>}
    >
      <RefusalNotice problem={form.problem} />
      <Form onSubmit={form.submit}>
        <TextField
          label={loginField}
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          {...form.field("login")}
        />
        <FormActions>
          <Button type="submit" variant="primary" isBusy={form.isBusy}>
            Send the link
          </Button>
        </FormActions>
      </Form>
    </DoorPage>
  );
}
