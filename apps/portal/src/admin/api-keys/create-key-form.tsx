import { createApiKey } from "@sallyport/contract/api-keys";
import { AdministratorRole } from "@sallyport/contract/text";
import { z } from "@sallyport/contract/zod";
import { SelectField } from "@sallyport/ui/select-field";
import { TextField } from "@sallyport/ui/text-field";
import { SubmitForm } from "../../form/submit-form.tsx";
import { useForm } from "../../form/use-form.ts";
import { useKeptState } from "../../form/use-kept.ts";
import { RoleField } from "../role-field.tsx";
import { type CreatedKey, useCreateApiKey } from "./api-keys-query.ts";

export const createKey = "create-api-key";

const keeps = { form: createKey, fields: ["name"] };

const offeredDays = ["7", "30", "90", "365"] as const;

const schema = z.extend(createApiKey.body, {
  days: z.pipe(z.coerce.number(), createApiKey.body.shape.days),
});

export function CreateKeyForm({ onDone }: { onDone: (created: CreatedKey) => void }) {
  const [role, setRole] = useKeptState<AdministratorRole>(
    "create-api-key-role",
    AdministratorRole,
    "read-only",
  );
  const [days, setDays] = useKeptState<(typeof offeredDays)[number]>(
    "create-api-key-days",
    z.enum(offeredDays),
    "30",
  );
  const form = useForm({ schema, mutation: useCreateApiKey(onDone), given: { role, days }, keeps });
  return (
    <SubmitForm form={form} button="Create key">
      <TextField
        label="Name"
        hint="What the key is for, like “Nightly export”. The activity log shows this name."
        autoComplete="off"
        {...form.field("name")}
      />
      <RoleField role={role} onChange={setRole} />
      <SelectField
        label="Expires after"
        value={days}
        onChange={setDays}
        options={offeredDays.map((value) => ({ value, label: `${value} days` }))}
      />
    </SubmitForm>
  );
}
