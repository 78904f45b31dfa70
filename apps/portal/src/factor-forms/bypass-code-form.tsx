import { submitBypassCode } from "@sallyport/contract/sign-in";
import { TextField } from "@sallyport/ui/text-field";
import { SubmitForm } from "../form/submit-form.tsx";
import { type Sending, useForm } from "../form/use-form.ts";
import { bypassCodeBlame } from "./code-blame.ts";

export function BypassCodeForm({ mutation }: { mutation: Sending<{ code: string }> }) {
  const form = useForm({
    schema: submitBypassCode.body,
    mutation,
    blame: bypassCodeBlame,
    takesFocus: true,
  });
  return (
    <SubmitForm form={form} button="Submit">
      <TextField
        label="Code from your administrator"
        hint="It works once, for a phone left at home. With it, you can't change your security settings."
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...form.field("code")}
      />
    </SubmitForm>
  );
}
