import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { TextField } from "@sallyport/ui/text-field";
import { useState } from "react";
import { NameFields, namesIn } from "../codes/name-fields.tsx";
import { fieldText } from "../field-text.ts";
import { beginHere } from "./begin-here.ts";
import { type FoundKey, type RefusedKey, readTypedKey } from "./read-key.ts";

/** A typed key always has six digits and a period of 30 seconds. Other settings need a link. */
export function TypeKey({ onFound }: { onFound: (found: FoundKey) => void }) {
  const [refused, setRefused] = useState<RefusedKey>();
  function add(fields: FormData) {
    const reading = readTypedKey({ ...namesIn(fields), secret: fieldText(fields, "secret") });
    if (reading.ok) onFound(reading);
    else setRefused(reading);
  }
  return (
    <Form onSubmit={add} mistake={refused}>
      <h2>Enter a key by hand</h2>
      <NameFields ref={beginHere} names={{ issuer: "", account: "" }} isNameless={false} />
      <TextField
        label="Key"
        name="secret"
        hint="Spaces and upper or lower case don't matter."
        error={refused?.refusal}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
      />
      <FormActions>
        <Button type="submit" variant="primary">
          Add account
        </Button>
      </FormActions>
    </Form>
  );
}
