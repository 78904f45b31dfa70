import { confirmSetUp } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { CodeField } from "@sallyport/ui/code-field";
import { Form, FormActions } from "@sallyport/ui/form";
import { useConfirmSetUp } from "../api/moves.ts";
import { codeBlame, codeIsWhole } from "../factor-forms/code-blame.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { useForm } from "../form/use-form.ts";

/** The first code proves that the app has the key. */
export function TokenForm({ realm, onBack }: { realm: Realm; onBack: () => void }) {
  const form = useForm({
    schema: confirmSetUp.body,
    mutation: useConfirmSetUp(realm),
    check: codeIsWhole,
    blame: codeBlame,
  });
  return (
    <>
      <RefusalNotice problem={form.problem} />
      <Form onSubmit={form.submit}>
        <CodeField label="Token" hint="The 6 digits that your app shows now." {...form.field("code")} />
        <FormActions>
          <Button type="submit" variant="primary" isBusy={form.isBusy}>
            Submit
          </Button>
          <Button onClick={onBack}>Back</Button>
        </FormActions>
      </Form>
    </>
  );
}
