import type { TotpKey } from "@sallyport/totp/key";
import { tidyName } from "@sallyport/totp/key-name";
import { TextField } from "@sallyport/ui/text-field";
import type { Ref } from "react";
import { fieldText } from "../field-text.ts";

export type Names = Pick<TotpKey, "issuer" | "account">;

interface NameFieldsProps {
  names: Names;
  isNameless: boolean;
  ref?: Ref<HTMLInputElement>;
}

export function NameFields({ names, isNameless, ref }: NameFieldsProps) {
  return (
    <>
      <TextField
        ref={ref}
        label="Service name"
        name="issuer"
        hint="Where you use its codes."
        defaultValue={names.issuer}
        error={isNameless ? "Enter a name, so that you know what the codes are for." : undefined}
        autoComplete="off"
      />
      <TextField label="Account name" name="account" defaultValue={names.account} autoComplete="off" />
    </>
  );
}

export function namesIn(fields: FormData): Names {
  return { issuer: tidyName(fieldText(fields, "issuer")), account: tidyName(fieldText(fields, "account")) };
}
