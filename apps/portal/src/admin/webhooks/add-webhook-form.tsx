import { type EventGroup, eventGroups } from "@sallyport/contract/activity-sentences";
import type { Reply } from "@sallyport/contract/endpoint";
import { addWebhook } from "@sallyport/contract/webhooks";
import { z } from "@sallyport/contract/zod";
import { Checkbox } from "@sallyport/ui/checkbox";
import { TextField } from "@sallyport/ui/text-field";
import { useState } from "react";
import { SubmitForm } from "../../form/submit-form.tsx";
import { useForm } from "../../form/use-form.ts";
import css from "./add-webhook-form.module.css";
import { useAddWebhook } from "./webhook-acts.ts";

const schema = z.pick(addWebhook.body, { url: true });
const all = Object.keys(eventGroups) as EventGroup[];

interface AddWebhookFormProps {
  onDone: (answer: Reply<typeof addWebhook>) => void;
}

export function AddWebhookForm({ onDone }: AddWebhookFormProps) {
  const [groups, setGroups] = useState<readonly EventGroup[]>(all);
  const form = useForm({ schema, mutation: useAddWebhook(groups, onDone) });
  return (
    <SubmitForm form={form} button="Add webhook">
      <p>
        New events of the kinds that you choose are sent to this address, with names, e-mail addresses and
        network addresses of people.
      </p>
      <TextField
        label="Address"
        type="url"
        autoComplete="off"
        placeholder="https://example.com/hook"
        {...form.field("url")}
      />
      <fieldset className={css.events}>
        <legend>Events</legend>
        {all.map((group) => (
          <Checkbox
            key={group}
            label={eventGroups[group]}
            isChecked={groups.includes(group)}
            onChange={(isChecked) =>
              setGroups(all.filter((one) => (one === group ? isChecked : groups.includes(one))))
            }
          />
        ))}
      </fieldset>
    </SubmitForm>
  );
}
