import { setUpPasskey } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { z } from "@sallyport/contract/zod";
import { Button } from "@sallyport/ui/button";
import { useSetUpPasskey } from "../api/passkey-moves.ts";
import { PasskeyNameField } from "../factor-forms/passkey-name-field.tsx";
import { SubmitForm } from "../form/submit-form.tsx";
import { useForm } from "../form/use-form.ts";
import css from "./set-up.module.css";

const schema = z.pick(setUpPasskey.body, { name: true });

export function NewPasskeyStep({ realm, onBack }: { realm: Realm; onBack: () => void }) {
  const form = useForm({ schema, mutation: useSetUpPasskey(realm), takesFocus: true });
  return (
    <section className={css.step}>
      <h2>Set up a passkey</h2>
      <p>
        A passkey is stored on this device, on your phone, on a security key or in your password manager. You
        use it instead of codes from an app. Your browser asks where to save it, then asks for your
        fingerprint, face or screen lock.
      </p>
      <SubmitForm
        form={form}
        button="Create passkey"
        beside={<Button onClick={onBack}>Use an app instead</Button>}
      >
        <PasskeyNameField field={form.field("name")} />
      </SubmitForm>
    </section>
  );
}
