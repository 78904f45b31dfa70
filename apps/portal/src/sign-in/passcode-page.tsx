import { submitPasscode, type Whereabouts } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { CodeField } from "@sallyport/ui/code-field";
import { DoorPage } from "@sallyport/ui/door-page";
import { Form, FormActions } from "@sallyport/ui/form";
import { Notice } from "@sallyport/ui/notice";
import { useSubmitPasscode } from "../api/moves.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { useForm } from "../form/use-form.ts";
import { codeBlame, codeIsWhole } from "./code-blame.ts";
import { WaitNotice } from "./wait-notice.tsx";

interface PasscodePageProps {
  realm: Realm;
  here: Extract<Whereabouts, { at: "second-factor" }>;
  onLeave: () => void;
}

export function PasscodePage({ realm, here, onLeave }: PasscodePageProps) {
  return (
    <DoorPage
      title="One-time passcode"
      lead={
        <p>
          Logging in as <strong>{here.me.email}</strong>
        </p>
      }
      footer={
        <Button variant="quiet" onClick={onLeave}>
          Use another account
        </Button>
      }
    >
      {here.isDisabled ? (
        <Notice tone="danger" title="Your authenticator is switched off">
          There were too many wrong codes in a row. Ask an administrator to reset your authenticator; then log
          in and set it up anew.
        </Notice>
      ) : (
        <PasscodeForm realm={realm} waitUntil={here.waitUntil} />
      )}
    </DoorPage>
  );
}

function PasscodeForm({ realm, waitUntil }: { realm: Realm; waitUntil: string | null }) {
  const form = useForm({
    schema: submitPasscode.body,
    mutation: useSubmitPasscode(realm),
    check: codeIsWhole,
    blame: codeBlame,
    takesFocus: true,
  });
  return (
    <>
      {waitUntil === null ? null : <WaitNotice until={waitUntil} />}
      <RefusalNotice problem={form.problem} />
      <Form onSubmit={form.submit}>
        <CodeField
          label="One-time passcode"
          hint="The 6 digits that your authenticator app shows for this account."
          {...form.field("code")}
        />
        <FormActions>
          <Button type="submit" variant="primary" isBusy={form.isBusy}>
            Submit
          </Button>
        </FormActions>
      </Form>
    </>
  );
}
