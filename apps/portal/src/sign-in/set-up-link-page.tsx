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
import { ConfirmedLinkPage } from "./confirmed-link-page.tsx";
import { useOpenSetUpLink } from "./use-open-set-up-link.ts";

/** The link doesn't log the user in, so the history entry keeps the token until the login. */
export function SetUpLinkPage({ realm }: { realm: Realm }) {
  const { token, forgetToken } = useLinkToken();
  const opening = useOpenSetUpLink(realm);
  const { isPending, here, me, leaving } = useOtherAccount(realm);
  const { root } = realms[realm];
  if (opening.isSuccess) return <ConfirmedLinkPage realm={realm} />;
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
      <RefusalNotice problem={opening.error && problemOf(opening.error)} />
      <RefusalNotice problem={leaving.error && problemOf(leaving.error)} />
      <FormActions>
        {here?.at === "signed-in" ? (
          <Button
            variant="primary"
            isBusy={opening.isPending}
            onClick={() => opening.mutate(token, { onSuccess: forgetToken })}
          >
            Continue as {me.email}
          </Button>
        ) : (
          <LinkButton href={root}>Continue as {me.email}</LinkButton>
        )}
        <Button isBusy={leaving.isPending} onClick={() => leaving.mutate()}>
          Log out
        </Button>
      </FormActions>
    </DoorPage>
  );
}
