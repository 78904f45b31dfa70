import { register as registerEndpoint } from "@sallyport/contract/authenticator";
import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { Form, FormActions } from "@sallyport/ui/form";
import { Link } from "@sallyport/ui/link";
import { Notice } from "@sallyport/ui/notice";
import { TextField } from "@sallyport/ui/text-field";
import { useState } from "react";
import { useRegister } from "./use-registration.ts";

export function EmailStep() {
  const register = useRegister();
  const [mistake, setMistake] = useState<{ message: string }>();

  function submit(fields: FormData) {
    const body = registerEndpoint.body.safeParse(Object.fromEntries(fields));
    setMistake(body.error?.issues[0]);
    if (body.success) register.mutate(body.data.email);
  }

  return (
    <DoorPage
      title="Your e-mail address"
      lead="You get a mail to prove that the address is yours."
      footer={<Link href="/register">Back</Link>}
    >
      {register.error ? (
        <Notice tone="danger" title="No mail was sent">
          {register.error.problem.detail}
        </Notice>
      ) : null}
      <Form onSubmit={submit} mistake={mistake}>
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="email"
          error={mistake?.message}
          required
        />
        <FormActions>
          <Button type="submit" variant="primary" isBusy={register.isPending}>
            Continue
          </Button>
        </FormActions>
      </Form>
    </DoorPage>
  );
}
