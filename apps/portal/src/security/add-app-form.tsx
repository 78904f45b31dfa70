import { confirmApp } from "@sallyport/contract/security";
import type { PendingTotp } from "@sallyport/contract/sign-in";
import { CodeField } from "@sallyport/ui/code-field";
import { QrPicture } from "@sallyport/ui/qr-picture";
import { TextField } from "@sallyport/ui/text-field";
import { codeBlame, codeIsWhole } from "../factor-forms/code-blame.ts";
import { KeyAsText } from "../factor-forms/key-as-text.tsx";
import { SubmitForm } from "../form/submit-form.tsx";
import { useForm } from "../form/use-form.ts";
import css from "./add-app-form.module.css";
import { useConfirmApp } from "./security-acts.ts";

export function AddAppForm({ pending, onDone }: { pending: PendingTotp; onDone: () => void }) {
  const form = useForm({
    schema: confirmApp.body,
    mutation: useConfirmApp(onDone),
    check: codeIsWhole,
    blame: codeBlame,
    keeps: { form: "add-app", fields: ["name"] },
  });
  return (
    <>
      <p>Scan the QR code with the app. Then type the code that it shows.</p>
      <div className={css.qr}>
        <QrPicture text={pending.keyUri} label="QR code for your authenticator app" />
      </div>
      <KeyAsText pending={pending} />
      <SubmitForm form={form} button="Add">
        <TextField
          label="Name"
          hint="A name to recognise the app by, for example “Phone”."
          autoComplete="off"
          {...form.field("name")}
        />
        <CodeField label="Token" hint="The 6 digits that your app shows now." {...form.field("code")} />
      </SubmitForm>
    </>
  );
}
