import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { useState } from "react";
import { NameFields, type Names, namesIn } from "../codes/name-fields.tsx";
import { beginHere } from "./begin-here.ts";

interface NameAccountProps {
  names: Names;
  onName: (names: Names) => void;
  onCancel: () => void;
}

export function NameAccount({ names, onName, onCancel }: NameAccountProps) {
  const [nameless, setNameless] = useState<Names>();
  function save(fields: FormData) {
    const given = namesIn(fields);
    if (given.issuer === "") setNameless(given);
    else onName(given);
  }
  return (
    <Form onSubmit={save} mistake={nameless}>
      <h2>Give this account a name</h2>
      <p>The key does not say whose it is.</p>
      <NameFields ref={beginHere} names={names} isNameless={nameless !== undefined} />
      <FormActions>
        <Button type="submit" variant="primary">
          Save
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </FormActions>
    </Form>
  );
}
