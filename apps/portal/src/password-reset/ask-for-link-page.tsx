import { call } from "@sallyport/contract/call";
import type { Request } from "@sallyport/contract/endpoint";
import { askForPasswordReset } from "@sallyport/contract/password-reset";
import type { Realm } from "@sallyport/contract/text";
import { DoorPage } from "@sallyport/ui/door-page";
import { Link } from "@sallyport/ui/link";
import { useMutation } from "@tanstack/react-query";
import { LoginField } from "../form/login-field.tsx";
import { SubmitForm } from "../form/submit-form.tsx";
import { useForm } from "../form/use-form.ts";
import { realms } from "../page/realms.ts";

interface AskForLinkPageProps {
  realm: Realm;
  loginHref: string;
  onAsked: (login: string) => void;
}

export function AskForLinkPage({ realm, loginHref, onAsked }: AskForLinkPageProps) {
  const asking = useMutation({
    mutationFn: (body: Request<typeof askForPasswordReset>["body"]) =>
      call(askForPasswordReset, { params: { realm }, body }),
    onSuccess: (_nothing, { login }) => onAsked(login),
  });
  const form = useForm({ schema: askForPasswordReset.body, mutation: asking, takesFocus: true });

  return (
    <DoorPage
      title="Reset your password"
      lead="We'll mail you a link to choose a new password."
      footer={<Link href={loginHref}>Back to login</Link>}
    >
      <SubmitForm form={form} button="Send the link">
        <LoginField label={realms[realm].loginField} field={form.field("login")} />
      </SubmitForm>
    </DoorPage>
  );
}
