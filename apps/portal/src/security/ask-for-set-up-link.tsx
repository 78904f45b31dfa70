import { call } from "@sallyport/contract/call";
import { sendSetUpLinkAgain } from "@sallyport/contract/sign-in";
import { Button } from "@sallyport/ui/button";
import { Notice } from "@sallyport/ui/notice";
import { useMutation } from "@tanstack/react-query";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { useMe } from "../page/me.ts";

/** A first factor needs a mailed link if the organisation wants it (record 0016). */
export function AskForSetUpLink() {
  const { realm, email } = useMe();
  const sending = useMutation({ mutationFn: () => call(sendSetUpLinkAgain, { params: { realm } }) });
  return (
    <>
      <Notice
        tone="info"
        title="Before you add a second factor, open a link from your mail"
        action={
          <Button isBusy={sending.isPending} onClick={() => sending.mutate()}>
            {sending.isSuccess ? "Send the link again" : "Send the link"}
          </Button>
        }
      >
        It makes sure that only you can add it, even if someone else knows your password.
      </Notice>
      {sending.isSuccess ? (
        <Notice tone="success">
          We sent a link to {email}. Open it in this browser, then come back to this page.
        </Notice>
      ) : null}
      <RefusalNotice problem={sending.error && problemOf(sending.error)} />
    </>
  );
}
