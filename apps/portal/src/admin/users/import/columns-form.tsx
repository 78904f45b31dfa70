import { draftImport, type ImportField, type Mapping } from "@sallyport/contract/user-import";
import { Button } from "@sallyport/ui/button";
import { Checkbox } from "@sallyport/ui/checkbox";
import { SelectField } from "@sallyport/ui/select-field";
import { useState } from "react";
import { SubmitForm } from "../../../form/submit-form.tsx";
import { useForm } from "../../../form/use-form.ts";
import { useDays } from "../../settings/settings-query.ts";
import { SetUpDaysField } from "../set-up-days-field.tsx";
import { type InspectedFile, useDraftImport } from "./import-acts.ts";
import css from "./import-page.module.css";

interface ColumnsFormProps {
  inspected: InspectedFile;
  onDraft: (id: string) => void;
  onAgain: () => void;
}

const fields: readonly { name: ImportField; label: string; hint?: string }[] = [
  { name: "email", label: "E-mail" },
  { name: "name", label: "Name" },
  { name: "firstName", label: "First name", hint: "Only if no column has the whole name." },
  { name: "lastName", label: "Last name", hint: "Only if no column has the whole name." },
  { name: "username", label: "Username", hint: "If it is missing, a free one is made from the e-mail." },
  { name: "days", label: "Days to set up MFA", hint: "A number requires MFA of this user." },
  { name: "groups", label: "Groups", hint: "Names of groups, with a semicolon between them." },
  {
    name: "passwordHash",
    label: "Password hash",
    hint: "bcrypt or argon2id. The user then needs no invitation, and it is replaced at the first login.",
  },
];

export function ColumnsForm({
  inspected: { name, content, inspection },
  onDraft,
  onAgain,
}: ColumnsFormProps) {
  const { columns, samples, rows } = inspection;
  const [mapping, setMapping] = useState<Mapping>(inspection.mapping);
  const [isMfaRequired, setMfaRequired] = useState(false);
  const [days, setDays] = useDays(null);
  const body = {
    file: content,
    fileName: name,
    mapping,
    days: isMfaRequired ? (days ?? Number.NaN) : null,
  };
  const form = useForm({
    schema: {
      safeParse: () => {
        const read = draftImport.body.safeParse(body);
        return read.success
          ? read
          : { success: false as const, error: { issues: read.error.issues.map(placed) } };
      },
    },
    mutation: useDraftImport(onDraft),
  });
  return (
    <SubmitForm
      form={form}
      button="Check the file"
      beside={<Button onClick={onAgain}>Choose another file</Button>}
    >
      <p>
        <bdi>{name}</bdi> has {rows.toLocaleString()} {rows === 1 ? "line" : "lines"} below its heading.
        Choose what each column is.
      </p>
      <div className={css.columns}>
        {fields.map((field) => (
          <SelectField
            key={field.name}
            label={field.label}
            hint={
              field.name === "passwordHash"
                ? field.hint
                : (sampleText(samples, mapping[field.name]) ?? field.hint)
            }
            error={form.field(field.name).error}
            value={`${mapping[field.name] ?? ""}`}
            onChange={(value) =>
              setMapping({ ...mapping, [field.name]: value === "" ? null : Number(value) })
            }
            options={[
              { value: "", label: "Not in the file" },
              ...columns.map((column, place) => ({
                value: `${place}`,
                label: column || `Column ${place + 1}`,
              })),
            ]}
          />
        ))}
      </div>
      <Checkbox
        label="Require Multi-Factor Authentication on Login Portal"
        isChecked={isMfaRequired}
        onChange={setMfaRequired}
        hint="For lines without days of their own."
      />
      {isMfaRequired ? (
        <SetUpDaysField
          label="Days to set up"
          days={days}
          onChange={setDays}
          start="The days start when the user accepts the invitation, and now for users with a password hash."
          field={form.field("days")}
        />
      ) : null}
    </SubmitForm>
  );
}

/**
 * Removes "mapping" from the path of a mistake, because the names of the form's fields don't contain this word.
 */
function placed({ path, message }: { path: PropertyKey[]; message: string }) {
  return { path: path[0] === "mapping" ? path.slice(1) : path, message };
}

function sampleText(samples: readonly (readonly string[])[], column: number | null): string | undefined {
  const texts = samples
    .map((cells) => (column === null ? "" : (cells[column] ?? "")))
    .filter((text) => text !== "");
  return texts.length === 0
    ? undefined
    : `For example: ${texts.map((text) => text.slice(0, 40)).join(" · ")}`;
}
