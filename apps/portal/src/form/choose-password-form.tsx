import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Blame } from "./blame.ts";
import { NewPasswordFields, passwordBlame, passwordsAgree } from "./new-password-fields.tsx";
import type { Schema } from "./read-form.ts";
import { SubmitForm } from "./submit-form.tsx";
import { type UsedForm, useForm } from "./use-form.ts";

interface ChoosePasswordFormProps<Body, Answer> {
  schema: Schema<Body>;
  send: (body: Body) => Promise<Answer>;
  token: string;
  onDone: (answer: Answer) => void;
  button?: string;
  children: (field: UsedForm["field"]) => ReactNode;
  blame?: Blame;
}

export function ChoosePasswordForm<Body, Answer>(props: ChoosePasswordFormProps<Body, Answer>) {
  const { schema, send, token, onDone, button = "Save password", children, blame = passwordBlame } = props;
  const choosing = useMutation({ mutationFn: send, onSuccess: (answer) => onDone(answer) });
  const form = useForm({
    schema,
    given: { token },
    check: passwordsAgree,
    blame,
    takesFocus: true,
    mutation: choosing,
  });
  return (
    <SubmitForm form={form} button={button}>
      {children(form.field)}
      <NewPasswordFields form={form} />
    </SubmitForm>
  );
}
