import { confirmSetUp } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { CodeField } from "@sallyport/ui/code-field";
import { useConfirmSetUp } from "../api/moves.ts";
import { codeBlame, codeIsWhole } from "../factor-forms/code-blame.ts";
import { SubmitForm } from "../form/submit-form.tsx";
import { useForm } from "../form/use-form.ts";

export function TokenForm({ realm, onBack }: { realm: Realm; onBack: () => void }) {
  const form = useForm({
    schema: confirmSetUp.body,
    mutation: useConfirmSetUp(realm),
    check: codeIsWhole,
    blame: codeBlame,
  });
  return (
    <SubmitForm form={form} button="Submit" beside={<Button onClick={onBack}>Back</Button>}>
      <CodeField label="Token" hint="The 6 digits that your app shows now." {...form.field("code")} />
    </SubmitForm>
  );
}
