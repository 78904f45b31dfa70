import { call } from "@sallyport/contract/call";
import { openFirstAdministrator } from "@sallyport/contract/invitations";
import { useState } from "react";
import { GoToLoginPage } from "../page/go-to-login-page.tsx";
import { BrokenLinkPage } from "../secret-link/broken-link-page.tsx";
import { OpenedLink } from "../secret-link/opened-link.tsx";
import { CreateAdministratorPage, title } from "./create-administrator-page.tsx";

export function FirstAdministratorPage() {
  const [isCreated, setCreated] = useState(false);
  if (isCreated)
    return (
      <GoToLoginPage
        title="The first administrator is created."
        lead="Next, log in and set up a second factor. Then you can invite others."
        realm="administrator"
      />
    );
  return (
    <OpenedLink
      title={title}
      open={(token, signal) => call(openFirstAdministrator, { body: { token } }, signal)}
      ifBroken={
        <BrokenLinkPage
          whatToDo="If the first administrator already exists, log in. Otherwise, restart the server to get a new link."
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
