import { TextField } from "@sallyport/ui/text-field";
import type { UsedField } from "../form/use-form.ts";
import { deviceName } from "../passkey/device-name.ts";

export function PasskeyNameField({ field }: { field: UsedField }) {
  return (
    <TextField
      label="Name"
      hint="A name to recognise the passkey by."
      autoComplete="off"
      defaultValue={deviceName(navigator.userAgent)}
      {...field}
    />
  );
}
