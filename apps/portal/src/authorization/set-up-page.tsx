import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import { useEffect } from "react";
import { useResumeSetUp } from "../api/moves.ts";
import { problemOf } from "../api/problem-of.ts";
import { OurAuthenticator } from "../factor-forms/our-authenticator.tsx";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { Loaded } from "../page/loaded.tsx";
import { useMe } from "../page/me.ts";
import { AddApp } from "../security/add-app.tsx";
import { AddPasskey } from "../security/add-passkey.tsx";
import { AskForSetUpLink } from "../security/ask-for-set-up-link.tsx";
import { useSecurity } from "../security/use-security.ts";
import { WaysOut } from "./ways-out.tsx";

interface SetUpPageProps {
  id: string;
  application: string;
  onDone: () => void;
}

export function SetUpPage({ id, application, onDone }: SetUpPageProps) {
  const { realm, email } = useMe();
  const security = useSecurity(realm);
  const isDone =
    security.data !== undefined && security.data.authenticatorApps.length + security.data.passkeys.length > 0;
  useEffect(() => {
    if (isDone) onDone();
  }, [isDone, onDone]);
  return (
    <DoorPage
      title={`${application} needs a second factor`}
      lead={
        <p>
          Set up a second factor for <strong>{email}</strong>. After that, log in with it.
        </p>
      }
      footer={<WaysOut id={id} application={application} />}
    >
      <Loaded query={security} what="your second factors">
        {({ isMfaRequired, needsSetUpLink }) => {
          if (isMfaRequired) return <SetUpOfLogin />;
          return needsSetUpLink ? <AskForSetUpLink /> : <AddFirst />;
        }}
      </Loaded>
    </DoorPage>
  );
}

function AddFirst() {
  return (
    <>
      <p>
        On your phone, open <OurAuthenticator /> or another authenticator app, and add it here. Or add a
        passkey, which uses your fingerprint, face or screen lock.
      </p>
      <FormActions>
        <AddApp />
        <AddPasskey />
      </FormActions>
    </>
  );
}

/** An administrator requires MFA of this account, and the user has postponed the set-up. */
function SetUpOfLogin() {
  const resuming = useResumeSetUp("user");
  return (
    <>
      <RefusalNotice problem={resuming.error && problemOf(resuming.error)} />
      <FormActions>
        <Button variant="primary" isBusy={resuming.isPending} onClick={() => resuming.mutate()}>
          Set up now
        </Button>
      </FormActions>
    </>
  );
}
