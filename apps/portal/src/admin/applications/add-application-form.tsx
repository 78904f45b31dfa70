import { addApplication } from "@sallyport/contract/applications/applications";
import { templates } from "@sallyport/contract/applications/templates/templates";
import { z } from "@sallyport/contract/zod";
import { SelectField } from "@sallyport/ui/select-field";
import { TextField } from "@sallyport/ui/text-field";
import { SubmitForm } from "../../form/submit-form.tsx";
import { useForm } from "../../form/use-form.ts";
import { useKeptState } from "../../form/use-kept.ts";
import type { useAddApplication } from "./application-acts.ts";

export const addKey = "add-application";

const keeps = { form: addKey, fields: ["address"] };
const schema = z.pick(addApplication.body, { which: true, address: true });

const options = [
  { value: "", label: "Choose…" },
  {
    label: "Not in the list",
    options: [
      { value: "other", label: "Other, with OpenID Connect" },
      { value: "proxy", label: "Behind a proxy" },
    ],
  },
  {
    label: "Known applications",
    options: templates
      .map(({ key, name }) => ({ value: key, label: name }))
      .toSorted((one, other) => one.label.localeCompare(other.label)),
  },
];

const hints: Readonly<Record<string, string>> = {
  other: "For any application that supports OpenID Connect.",
  proxy: "For an application without its own login. Your proxy asks this server about each request.",
};

export function AddApplicationForm({ mutation }: { mutation: ReturnType<typeof useAddApplication> }) {
  const [which, setWhich] = useKeptState("add-application-which", z.string(), "");
  const fixed = templates.find(({ key }) => key === which)?.address;
  const form = useForm({
    schema,
    mutation,
    given: fixed === undefined ? { which } : { which, address: fixed },
    keeps,
  });
  return (
    <SubmitForm form={form} button="Add application">
      <SelectField
        label="Which application is it?"
        value={which}
        onChange={setWhich}
        options={options}
        error={form.field("which").error}
        hint={hints[which] ?? "Its addresses and its configuration are filled in for you."}
      />
      {fixed === undefined ? (
        <TextField
          label="Its address"
          hint="As users open it in the browser."
          type="text"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="https://app.example.com"
          {...form.field("address")}
        />
      ) : (
        <p>Its address is always {fixed}.</p>
      )}
    </SubmitForm>
  );
}
