import { call } from "@sallyport/contract/call";
import { createFirstAdministrator } from "@sallyport/contract/invitations";
import { DoorPage } from "@sallyport/ui/door-page";
import { Moment } from "@sallyport/ui/moment";
import { TextField } from "@sallyport/ui/text-field";
import { ChoosePasswordForm } from "../form/choose-password-form.tsx";
import { passwordBlame } from "../form/new-password-fields.tsx";
import { OtherAccountNotice } from "../secret-link/other-account-notice.tsx";

interface CreateAdministratorPageProps {
  token: string;
  expiresAt: string;
  onCreated: () => void;
}

export const title = "Create the first administrator";

const blame = { ...passwordBlame, "email-taken": { field: "email" } };

export function CreateAdministratorPage({ token, expiresAt, onCreated }: CreateAdministratorPageProps) {
  return (
    <DoorPage
      title={title}
      lead={
        <p>
          This account gets the role Owner. It has all rights and can invite other administrators. The link
          works once, until <Moment at={expiresAt} as="date-time" />.
        </p>
      }
    >
      <OtherAccountNotice realm="administrator" />
      <ChoosePasswordForm
        schema={createFirstAdministrator.body}
        send={(body) => call(createFirstAdministrator, { body })}
        token={token}
        onDone={onCreated}
        button="Create administrator"
        blame={blame}
      >
        {(field) => (
          <>
            <TextField label="Name" autoComplete="name" {...field("name")} />
            <TextField label="E-mail" type="email" autoComplete="username" {...field("email")} />
          </>
        )}
      </ChoosePasswordForm>
    </DoorPage>
  );
}
