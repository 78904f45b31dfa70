import type { TotpKey } from "@sallyport/totp/key";
import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { useState } from "react";
import { NameFields, namesIn } from "../codes/name-fields.tsx";
import { beginHere } from "./begin-here.ts";

interface NameAccountProps {
  /** What the key itself says. */
  names: Pick<TotpKey, "issuer" | "account">;
  onName: (names: Pick<TotpKey, "issuer" | "account">) => void;
  onCancel: () => void;
}

export function NameAccount({ names, onName, onCancel }: NameAccountProps) {
  const [isNameless, setNameless] = useState(false);
  function save(fields: FormData) {
    const given = namesIn(fields);
    setNameless(given.issuer === "");
    if (given.issuer !== "") onName(given);
  }
  return (
    <Form onSubmit={save}>
      <h2>Give this account a name</h2>
      <p>The key does not say whose it is.</p>
      <NameFields ref={beginHere} names={names} isNameless={isNameless} />
      <FormActions>
        <Button type="submit" variant="primary">
          Save
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </FormActions>
    </Form>
  );
}
