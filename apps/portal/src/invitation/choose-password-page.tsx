import { call } from "@sallyport/contract/call";
import type { Reply } from "@sallyport/contract/endpoint";
import { acceptInvitation, type Invitation } from "@sallyport/contract/invitations";
import { DoorPage } from "@sallyport/ui/door-page";
import { ChoosePasswordForm } from "../form/choose-password-form.tsx";
import { UsernameForPasswordManagers } from "../form/username-for-password-managers.tsx";
import { OtherAccountNotice } from "../secret-link/other-account-notice.tsx";

export type Accepted = Reply<typeof acceptInvitation>;

interface ChoosePasswordPageProps {
  token: string;
  invitation: Invitation;
  onAccepted: (accepted: Accepted) => void;
}

export const title = "Choose your password";

export function ChoosePasswordPage({ token, invitation, onAccepted }: ChoosePasswordPageProps) {
  const { realm, name, email, username } = invitation;
  return (
    <DoorPage
      title={title}
      lead={
        <p>
          Hello <bdi>{name}</bdi>. You will log in as <strong>{email}</strong>
          {username === null ? null : (
            <>
              {" "}
              or <strong>{username}</strong>
            </>
          )}
          .
        </p>
      }
    >
      <OtherAccountNotice realm={realm} email={email} />
      <ChoosePasswordForm
        schema={acceptInvitation.body}
        send={(body) => call(acceptInvitation, { body })}
        token={token}
        onDone={onAccepted}
      >
        {() => <UsernameForPasswordManagers username={username ?? email} />}
      </ChoosePasswordForm>
    </DoorPage>
  );
}
