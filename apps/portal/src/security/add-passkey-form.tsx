import { addPasskey } from "@sallyport/contract/security";
import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { Notice } from "@sallyport/ui/notice";
import { TextField } from "@sallyport/ui/text-field";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { useForm } from "../form/use-form.ts";
import { deviceName } from "../passkey/device-name.ts";
import { knowsPasskeys } from "../passkey/passkey.ts";
import { useAddPasskey } from "./add-passkey-act.ts";

const schema = addPasskey.body.pick({ name: true });

/** The name first: after it the browser asks which device is to hold the passkey. */
export function AddPasskeyForm({ onDone }: { onDone: () => void }) {
  const form = useForm({ schema, mutation: useAddPasskey(onDone) });
  if (!knowsPasskeys)
    return (
      <Notice tone="warning" title="This browser can't use passkeys">
        Log in with another browser or device, and add the passkey there.
      </Notice>
    );
  return (
    <Form onSubmit={form.submit}>
      <p>
        Your browser will ask where to keep the passkey, and then for your fingerprint, face or screen lock.
      </p>
      <RefusalNotice problem={form.problem} />
      <TextField
        label="Name"
        hint="To tell it from others that you may add later."
        autoComplete="off"
        defaultValue={deviceName(navigator.userAgent)}
        {...form.field("name")}
      />
      <FormActions>
        <Button type="submit" variant="primary" isBusy={form.isBusy}>
          Continue
        </Button>
      </FormActions>
    </Form>
  );
}
