import { call } from "@sallyport/contract/call";
import { openFirstAdministrator } from "@sallyport/contract/invitations";
import { LinkButton } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import { useState } from "react";
import { BrokenLinkPage } from "../secret-link/broken-link-page.tsx";
import { OpenedLink } from "../secret-link/opened-link.tsx";
import { CreateAdministratorPage, title } from "./create-administrator-page.tsx";

/** Where the link leads that the server prints at its first start. */
export function FirstAdministratorPage() {
  const [isCreated, setCreated] = useState(false);
  if (isCreated) return <CreatedPage />;
  return (
    <OpenedLink
      title={title}
      open={(token, signal) => call(openFirstAdministrator, { body: { token } }, signal)}
      ifBroken={
        <BrokenLinkPage
          whatToDo="If the first administrator exists, log in. Otherwise start the server again: it prints a new link."
          loginHref="/admin"
        />
      }
    >
      {({ opened, token, forgetToken }) => (
        <CreateAdministratorPage
          token={token}
          expiresAt={opened.expiresAt}
          onCreated={() => {
            setCreated(true);
            forgetToken();
          }}
        />
      )}
    </OpenedLink>
  );
}

function CreatedPage() {
  return (
    <DoorPage
      title="The first administrator is created."
      lead="The set-up link has done its work and no longer opens anything."
    >
      <FormActions>
        <LinkButton variant="primary" href="/admin">
          Go to login
        </LinkButton>
      </FormActions>
    </DoorPage>
  );
}
