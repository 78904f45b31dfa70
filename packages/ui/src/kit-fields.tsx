import { useState } from "react";
import { Button } from "./button.tsx";
import { Checkbox } from "./checkbox.tsx";
import { type Choice, ChoiceField } from "./choice-field.tsx";
import { CodeField } from "./code-field.tsx";
import { DaysField } from "./days-field.tsx";
import { Form, FormActions } from "./form.tsx";
import { KitShelf } from "./kit-shelf.tsx";
import { PasswordField } from "./password-field.tsx";
import { SelectField } from "./select-field.tsx";
import { TextField } from "./text-field.tsx";
import { useToast } from "./toast.tsx";

const people: readonly Choice[] = [
  { value: "ada", label: "Ada Lovelace", hint: "ada@example.com" },
  { value: "grace", label: "Grace Hopper", hint: "grace@example.com" },
];

export function KitFields() {
  const [isRequired, setRequired] = useState(true);
  const [person, setPerson] = useState<Choice | null>(null);
  const [size, setSize] = useState<"small" | "large">("small");
  const [days, setDays] = useState<number | null>(7);
  const toast = useToast();
  return (
    <KitShelf title="Fields">
      <Form onSubmit={() => toast("Saved.")}>
        <TextField
          label="E-mail"
          name="email"
          hint="The address that mails go to."
          defaultValue="ada@example.com"
        />
        <TextField label="Name" name="name" error="Enter a name." />
        <TextField label="Username" name="username" value="ada" readOnly />
        <PasswordField label="Password" name="password" defaultValue="four unrelated words" />
        <CodeField label="One-time passcode" name="code" defaultValue="123 456" />
        <CodeField label="Code from the mail" name="mail-code" digits={8} error="This code is not right." />
        <Checkbox
          label="Require it"
          isChecked={isRequired}
          onChange={setRequired}
          hint="From the next sign-in on."
        />
        <Checkbox label="Not yours to change" isChecked={false} onChange={setRequired} isDisabled />
        <SelectField
          label="Size"
          value={size}
          onChange={setSize}
          options={[
            { value: "small", label: "Small" },
            { value: "large", label: "Large" },
          ]}
        />
        <ChoiceField
          label="Person"
          placeholder="Name or e-mail"
          value={person}
          choices={people}
          onType={() => {}}
          onChange={setPerson}
          ifNone="No account found."
        />
        <DaysField
          label="Days to set up"
          value={days}
          onChange={setDays}
          offered={[1, 7, 30, 365]}
          min={1}
          max={365}
          mistake="Enter a whole number from 1 to 365."
        />
        <FormActions>
          <Button type="submit" variant="primary">
            Save
          </Button>
          <Button variant="quiet">Cancel</Button>
        </FormActions>
      </Form>
    </KitShelf>
  );
}
