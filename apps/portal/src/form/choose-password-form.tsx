import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Blame } from "./blame.ts";
import { NewPasswordFields, passwordBlame, passwordsAgree } from "./new-password-fields.tsx";
import type { Schema } from "./read-form.ts";
import { RefusalNotice } from "./refusal-notice.tsx";
import { useForm } from "./use-form.ts";

interface ChoosePasswordFormProps<Body, Answer> {
  /** The body of the endpoint that `send` calls. */
  schema: Schema<Body>;
  send: (body: Body) => Promise<Answer>;
  /** Of the link that led here. */
  token: string;
  onDone: (answer: Answer) => void;
  button?: string;
  /** What is asked beside the password, above it. */
  children: (field: ReturnType<typeof useForm>["field"]) => ReactNode;
  blame?: Blame;
}

/** Where a secret link lets somebody choose a password. */
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
    <>
      <RefusalNotice problem={form.problem} />
      <Form onSubmit={form.submit}>
        {children(form.field)}
        <NewPasswordFields form={form} />
        <FormActions>
          <Button type="submit" variant="primary" isBusy={form.isBusy}>
            {button}
          </Button>
        </FormActions>
      </Form>
    </>
  );
}
