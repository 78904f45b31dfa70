import { call } from "@sallyport/contract/call";
import { openInvitation } from "@sallyport/contract/invitations";
import { useState } from "react";
import { GoToLoginPage } from "../page/go-to-login-page.tsx";
import { BrokenLinkPage } from "../secret-link/broken-link-page.tsx";
import { OpenedLink } from "../secret-link/opened-link.tsx";
import { type Accepted, ChoosePasswordPage, title } from "./choose-password-page.tsx";

export function InvitationPage() {
  const [accepted, setAccepted] = useState<Accepted>();
  if (accepted)
    return (
      <GoToLoginPage
        title="Your password is saved."
        lead={
          <p>
            Log in with it as <strong>{accepted.login}</strong>.
          </p>
        }
        realm={accepted.realm}
      />
    );
  return (
    <OpenedLink
      title={title}
      open={(token, signal) => call(openInvitation, { body: { token } }, signal)}
      ifBroken={
        <BrokenLinkPage
          whatToDo="If you already chose a password, log in with it. Otherwise, ask an administrator to send the invitation again."
          loginHref="/"
        />
      }
      ifWithdrawn={
        <BrokenLinkPage
          title="This invitation was withdrawn"
          lead="The link in your mail no longer works."
          whatToDo="If you expected the invitation, ask the administrator who sent it."
          loginHref="/"
        />
      }
    >
      {({ opened, token, forgetToken }) => (
        <ChoosePasswordPage
          token={token}
          invitation={opened}
          onAccepted={(answer) => {
            setAccepted(answer);
            forgetToken();
          }}
        />
      )}
    </OpenedLink>
  );
}
