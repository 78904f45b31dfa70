import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { TextField } from "@sallyport/ui/text-field";
import { useState } from "react";
import { fieldText } from "../field-text.ts";
import { beginHere } from "./begin-here.ts";
import { type FoundKey, type RefusedKey, readKey } from "./read-key.ts";

export function PasteLink({ onFound }: { onFound: (found: FoundKey) => void }) {
  const [refused, setRefused] = useState<RefusedKey>();
  function add(fields: FormData) {
    const reading = readKey(fieldText(fields, "link"));
    if (reading.ok) onFound(reading);
    else setRefused(reading);
  }
  return (
    <Form onSubmit={add} mistake={refused}>
      <h2>Paste a link</h2>
      <TextField
        ref={beginHere}
        label="Link"
        name="link"
        hint="It begins with otpauth://"
        error={refused?.refusal}
        autoComplete="off"
        autoCapitalize="none"
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
