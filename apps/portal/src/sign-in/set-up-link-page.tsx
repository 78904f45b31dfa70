import type { Realm } from "@sallyport/contract/text";
import { Button, LinkButton } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import { Navigate } from "react-router";
import { useOtherAccount } from "../api/other-account.ts";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { realms } from "../page/realms.ts";
import { WaitingPage } from "../page/waiting-page.tsx";
import { BrokenLinkPage } from "../secret-link/broken-link-page.tsx";
import { useLinkToken } from "../secret-link/link-token.ts";

/** The link doesn't log the user in, so the history entry keeps the token until the login. */
export function SetUpLinkPage({ realm }: { realm: Realm }) {
  const { token } = useLinkToken();
  const { isPending, here, me, leaving } = useOtherAccount(realm);
  const { root } = realms[realm];
  if (token === null)
    return <BrokenLinkPage whatToDo="Log in, then choose “Send the link again”." loginHref={root} />;
  if (isPending) return <WaitingPage />;
  const isWaitedFor = here?.at === "set-up" && here.needsSetUpLink;
  if (me === null || isWaitedFor) return <Navigate to={root} replace state={{ linkToken: token }} />;
  return (
    <DoorPage
      title="Is this link for your account?"
      lead={
        <p>
          You are logged in as <strong>{me.email}</strong>. If the link was mailed to another address, log out
          first.
        </p>
      }
    >
      <RefusalNotice problem={leaving.error && problemOf(leaving.error)} />
      <FormActions>
        <Button variant="primary" isBusy={leaving.isPending} onClick={() => leaving.mutate()}>
          Log out
        </Button>
        <LinkButton href={root}>Continue as {me.email}</LinkButton>
      </FormActions>
    </DoorPage>
  );
}
