import type { Registration } from "@sallyport/contract/authenticator";
import { Button } from "@sallyport/ui/button";
import { CodeField } from "@sallyport/ui/code-field";
import { Form, FormActions } from "@sallyport/ui/form";
import { Moment } from "@sallyport/ui/moment";
import { fieldText } from "../field-text.ts";
import { codeError } from "./code-error.ts";
import css from "./mailed-code.module.css";
import { useVerifyByCode } from "./use-registration.ts";

export function MailedCode({ waiting }: { waiting: Extract<Registration, { at: "waiting" }> }) {
  const verify = useVerifyByCode();
  return (
    <>
      <Form onSubmit={(fields) => verify.mutate(fieldText(fields, "code"))} mistake={verify.error}>
        <CodeField
          label="Code from the mail"
          name="code"
          digits={8}
          error={verify.error ? codeError(verify.error.problem, waiting.triesLeft) : undefined}
          hint={
            <>
              Works until <Moment at={waiting.expiresAt} as="date-time" />
            </>
          }
        />
        <FormActions>
          <Button type="submit" variant="primary" isBusy={verify.isPending}>
            Verify
          </Button>
        </FormActions>
      </Form>
      <p className={css.waiting}>This page goes on by itself when the link was used.</p>
    </>
  );
}
