import type { RegisteredAddress } from "@sallyport/contract/applications/addresses";
import type { Application } from "@sallyport/contract/applications/applications";
import { z } from "@sallyport/contract/zod";
import { Button } from "@sallyport/ui/button";
import { TextField } from "@sallyport/ui/text-field";
import { useToast } from "@sallyport/ui/toast";
import { problemOf } from "../../api/problem-of.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { SubmitForm } from "../../form/submit-form.tsx";
import { useForm } from "../../form/use-form.ts";
import { useMay } from "../role.ts";
import { useChangeApplication, useChangeBy } from "./application-acts.ts";
import css from "./application-page.module.css";

type Field = "callbackAddresses" | "afterLogoutAddresses" | "origins";

interface AddressListProps {
  application: Application;
  field: Field;
  title: string;
  hint: string;
  ifNone: string;
  schema: typeof RegisteredAddress;
}

export function AddressList({ application, field, title, hint, ifNone, schema }: AddressListProps) {
  const mayChange = useMay("administrator");
  const addresses = application[field];
  const headingId = `of-${field}`;
  return (
    <div className={css.list}>
      <h3 id={headingId} tabIndex={-1}>
        {title}
      </h3>
      {addresses.length === 0 ? (
        <p className={css.muted}>{ifNone}</p>
      ) : (
        <ul className={css.addresses} aria-labelledby={headingId}>
          {addresses.map((address) => (
            <li key={address}>
              <span>
                <code>{address}</code>
              </span>
              {mayChange ? <RemoveAddress application={application} field={field} address={address} /> : null}
            </li>
          ))}
        </ul>
      )}
      {mayChange ? (
        <AddAddress key={addresses.join(" ")} {...{ application, field, hint, schema, title }} />
      ) : null}
    </div>
  );
}

function AddAddress({ application, field, hint, schema, title }: Omit<AddressListProps, "ifNone">) {
  const toast = useToast();
  const mutation = useChangeBy(
    application,
    ({ address }: { address: string }) => ({ [field]: [...application[field], address] }),
    () => toast("The address is added."),
  );
  const form = useForm({ schema: z.object({ address: schema }), mutation });
  return (
    <SubmitForm form={form} button="Add address" variant="secondary">
      <TextField
        label={`Add to “${title}”`}
        hint={hint}
        type="text"
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...form.field("address")}
      />
    </SubmitForm>
  );
}

function RemoveAddress({
  application,
  field,
  address,
}: Pick<AddressListProps, "application" | "field"> & { address: string }) {
  const toast = useToast();
  const removing = useChangeApplication(application, () => {
    toast("The address is removed.");
    document.getElementById(`of-${field}`)?.focus();
  });
  return (
    <>
      <Button
        variant="quiet"
        isBusy={removing.isPending}
        aria-label={`Remove ${address}`}
        onClick={() => removing.mutate({ [field]: application[field].filter((each) => each !== address) })}
      >
        Remove
      </Button>
      <RefusalNotice problem={removing.error && problemOf(removing.error)} />
    </>
  );
}
