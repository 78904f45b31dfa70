import { addPasskey } from "@sallyport/contract/security";
import { z } from "@sallyport/contract/zod";
import { Notice } from "@sallyport/ui/notice";
import { PasskeyNameField } from "../factor-forms/passkey-name-field.tsx";
import { SubmitForm } from "../form/submit-form.tsx";
import { useForm } from "../form/use-form.ts";
import { knowsPasskeys } from "../passkey/passkey.ts";
import { useAddPasskey } from "./add-passkey-act.ts";

const keeps = { form: "add-passkey", fields: ["name"] };
const schema = z.pick(addPasskey.body, { name: true });

export function AddPasskeyForm({ onDone }: { onDone: () => void }) {
  const form = useForm({ schema, mutation: useAddPasskey(onDone), keeps });
  if (!knowsPasskeys)
    return (
      <Notice tone="warning" title="This browser can't use passkeys">
        Log in with another browser or device, and add the passkey there.
      </Notice>
    );
  return (
    <SubmitForm form={form} button="Continue">
      <p>
        Your browser will ask where to keep the passkey, and then for your fingerprint, face or screen lock.
      </p>
      <PasskeyNameField field={form.field("name")} />
    </SubmitForm>
  );
}
