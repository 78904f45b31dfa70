import { type Application, ApplicationChanges } from "@sallyport/contract/applications/applications";
import { z } from "@sallyport/contract/zod";
import { Checkbox } from "@sallyport/ui/checkbox";
import { Dialog } from "@sallyport/ui/dialog";
import { SelectField } from "@sallyport/ui/select-field";
import { TextField } from "@sallyport/ui/text-field";
import { useToast } from "@sallyport/ui/toast";
import { useState } from "react";
import { useNavigate } from "react-router";
import { SubmitForm } from "../../form/submit-form.tsx";
import { useForm } from "../../form/use-form.ts";
import { ActRow } from "../act-row.tsx";
import { DeleteForm } from "../delete-form.tsx";
import { useChangeApplication, useDeleteApplication } from "./application-acts.ts";
import css from "./application-page.module.css";

export function ApplicationActs({ application }: { application: Application }) {
  return (
    <section className={css.part} aria-labelledby="application-acts">
      <h2 id="application-acts">Application</h2>
      <Rename application={application} />
      {application.kind === "openid" ? <Type application={application} /> : null}
      <Delete application={application} />
    </section>
  );
}

const nameSchema = z.object({ name: z.string().check(z.trim(), z.minLength(1, "Enter a name.")) });

function Rename({ application }: { application: Application }) {
  const [isOpen, setOpen] = useState(false);
  const { name } = application;
  return (
    <>
      <ActRow title="Name" button="Rename" onPress={() => setOpen(true)}>
        <bdi>{name}</bdi>
      </ActRow>
      <Dialog title={`Rename ${name}`} isOpen={isOpen} onClose={() => setOpen(false)}>
        <RenameForm application={application} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function RenameForm({ application, onDone }: { application: Application; onDone: () => void }) {
  const toast = useToast();
  const mutation = useChangeApplication(application, ({ name }) => {
    onDone();
    toast(`The application is now called ${name}.`);
  });
  const form = useForm({ schema: nameSchema, mutation });
  return (
    <SubmitForm form={form} button="Rename">
      <TextField label="Name" autoComplete="off" defaultValue={application.name} {...form.field("name")} />
    </SubmitForm>
  );
}

const types = [
  { value: "confidential", label: "On a server, with a secret" },
  { value: "public", label: "In the browser or on a device, without a secret" },
] as const;
const typeWords = Object.fromEntries(types.map(({ value, label }) => [value, label]));

function Type({ application }: { application: Application }) {
  const [isOpen, setOpen] = useState(false);
  const { clientType, keepsAccess } = application;
  return (
    <>
      <ActRow title="Where it runs" button="Change" onPress={() => setOpen(true)}>
        {typeWords[clientType]}.{" "}
        {keepsAccess ? "It can stay logged in for a user (refresh tokens)." : "It gets no refresh tokens."}
      </ActRow>
      <Dialog title="Where it runs" isOpen={isOpen} onClose={() => setOpen(false)}>
        <TypeForm application={application} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function TypeForm({ application, onDone }: { application: Application; onDone: () => void }) {
  const toast = useToast();
  const [clientType, setClientType] = useState(application.clientType);
  const [keepsAccess, setKeepsAccess] = useState(application.keepsAccess);
  const mutation = useChangeApplication(application, () => {
    onDone();
    toast("The application is saved.");
  });
  const form = useForm({
    schema: { safeParse: () => ApplicationChanges.safeParse({ clientType, keepsAccess }) },
    mutation,
  });
  return (
    <SubmitForm form={form} button="Save">
      <SelectField
        label="Where the application runs"
        value={clientType}
        onChange={setClientType}
        options={types}
        hint={clientType === "public" ? "Its secrets are deleted. It must use PKCE." : undefined}
      />
      <Checkbox
        label="Can stay logged in for a user"
        hint="The application gets refresh tokens. They end with the account's access."
        isChecked={keepsAccess}
        onChange={setKeepsAccess}
      />
    </SubmitForm>
  );
}

function Delete({ application: { id, name } }: { application: Application }) {
  const [isAsking, setAsking] = useState(false);
  const toast = useToast();
  const navigate = useNavigate();
  const mutation = useDeleteApplication(id, () => {
    toast(`${name} is deleted.`);
    void navigate("/admin/applications", { replace: true });
  });
  return (
    <>
      <ActRow title="Delete" isDanger button="Delete application" onPress={() => setAsking(true)}>
        No user can log in to the application any more. Accounts inside of it stay.
      </ActRow>
      <Dialog title={`Delete ${name}?`} isOpen={isAsking} onClose={() => setAsking(false)}>
        <DeleteForm
          label="Name"
          expected={name}
          button="Delete application"
          mutation={mutation}
          onCancel={() => setAsking(false)}
        >
          Its addresses and secrets are deleted. To connect it again, you need a new configuration. This can't
          be undone.
        </DeleteForm>
      </Dialog>
    </>
  );
}
