import { RegisteredAddress } from "@sallyport/contract/applications/addresses";
import type { Application } from "@sallyport/contract/applications/applications";
import { z } from "@sallyport/contract/zod";
import { Dialog } from "@sallyport/ui/dialog";
import { TextField } from "@sallyport/ui/text-field";
import { useToast } from "@sallyport/ui/toast";
import { type ReactNode, useState } from "react";
import type { Blame } from "../../form/blame.ts";
import { SubmitForm } from "../../form/submit-form.tsx";
import { useForm } from "../../form/use-form.ts";
import { ActRow } from "../act-row.tsx";
import { useMay } from "../role.ts";
import { useChangeBy } from "./application-acts.ts";

interface OneAddressProps {
  application: Application;
  field: "launchAddress" | "logoutAddress";
  title: string;
  children: ReactNode;
}

export function OneAddress({ application, field, title, children }: OneAddressProps) {
  const mayChange = useMay("administrator");
  const [isOpen, setOpen] = useState(false);
  const address = application[field];
  return (
    <>
      <ActRow title={title} {...(mayChange ? { button: "Change", onPress: () => setOpen(true) } : {})}>
        {address === null ? "None" : <code>{address}</code>}
        <br />
        {children}
      </ActRow>
      <Dialog title={title} isOpen={isOpen} onClose={() => setOpen(false)}>
        <AddressForm application={application} field={field} title={title} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

const schema = z.object({ address: z.union([z.literal(""), RegisteredAddress]) });

const blame: Blame = {
  "invalid-request": {
    field: "address",
    says: ({ fields, detail }) => fields?.[0]?.message ?? detail,
  },
};

type AddressFormProps = Omit<OneAddressProps, "children"> & { onDone: () => void };

function AddressForm({ application, field, title, onDone }: AddressFormProps) {
  const toast = useToast();
  const mutation = useChangeBy(
    application,
    ({ address }: { address: string }) => ({ [field]: address === "" ? null : address }),
    () => {
      toast("The address is saved.");
      onDone();
    },
  );
  const form = useForm({ schema, mutation, blame });
  return (
    <SubmitForm form={form} button="Save address">
      <TextField
        label={title}
        type="text"
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={application[field] ?? ""}
        {...form.field("address")}
      />
    </SubmitForm>
  );
}
