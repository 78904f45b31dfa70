import { call } from "@sallyport/contract/call";
import type { Reply } from "@sallyport/contract/endpoint";
import { acceptPasswordReset, type PasswordReset } from "@sallyport/contract/password-reset";
import { DoorPage } from "@sallyport/ui/door-page";
import { Moment } from "@sallyport/ui/moment";
import { ChoosePasswordForm } from "../form/choose-password-form.tsx";
import { UsernameForPasswordManagers } from "../form/username-for-password-managers.tsx";
import { OtherAccountNotice } from "../secret-link/other-account-notice.tsx";

export type Accepted = Reply<typeof acceptPasswordReset>;

interface ChooseNewPasswordPageProps {
  token: string;
  reset: PasswordReset;
  onAccepted: (accepted: Accepted) => void;
}

export const title = "Choose a new password";

export function ChooseNewPasswordPage({ token, reset, onAccepted }: ChooseNewPasswordPageProps) {
  const { realm, email, username, expiresAt } = reset;
  return (
    <DoorPage
      title={title}
      lead={
        <p>
          For the account <strong>{email}</strong>. This link works until{" "}
          <Moment at={expiresAt} as="date-time" />. Saving the password logs you out everywhere.
        </p>
      }
    >
      <OtherAccountNotice realm={realm} email={email} />
      <ChoosePasswordForm
        schema={acceptPasswordReset.body}
        send={(body) => call(acceptPasswordReset, { body })}
        token={token}
        onDone={onAccepted}
      >
        {() => <UsernameForPasswordManagers username={username ?? email} />}
      </ChoosePasswordForm>
    </DoorPage>
  );
}
