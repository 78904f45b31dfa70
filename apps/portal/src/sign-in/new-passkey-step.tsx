import { setUpPasskey } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { TextField } from "@sallyport/ui/text-field";
import { useSetUpPasskey } from "../api/passkey-moves.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { useForm } from "../form/use-form.ts";
import { deviceName } from "../passkey/device-name.ts";
import css from "./set-up.module.css";

const schema = setUpPasskey.body.pick({ name: true });

/** In the place of an authenticator app: a passkey, which no false page can lure away. */
export function NewPasskeyStep({ realm, onBack }: { realm: Realm; onBack: () => void }) {
  const form = useForm({ schema, mutation: useSetUpPasskey(realm), takesFocus: true });
  return (
    <section className={css.step}>
      <h2>Set up a passkey</h2>
      <p>
        A passkey is kept by this device, your phone, a security key or your password manager. It takes the
        place of the codes of an app: your browser asks where to keep it, then for your fingerprint, face or
        screen lock.
      </p>
      <RefusalNotice problem={form.problem} />
      <Form onSubmit={form.submit}>
        <TextField
          label="Name"
          hint="To tell it from others that you may add later."
          autoComplete="off"
          defaultValue={deviceName(navigator.userAgent)}
          {...form.field("name")}
        />
        <FormActions>
          <Button type="submit" variant="primary" isBusy={form.isBusy}>
            Create passkey
          </Button>
          <Button onClick={onBack}>Use an app instead</Button>
        </FormActions>
      </Form>
    </section>
  );
}
