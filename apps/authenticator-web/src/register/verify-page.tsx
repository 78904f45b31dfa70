import { verifyByLink } from "@sallyport/contract/authenticator";
import { call, type Refusal } from "@sallyport/contract/call";
import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { Link } from "@sallyport/ui/link";
import { Notice } from "@sallyport/ui/notice";
import { useMutation } from "@tanstack/react-query";
import { useLinkToken } from "./link-token.ts";

/** The page verifies the address only after a click. Mail scanners open the link, but they don't click. */
export function VerifyPage() {
  const { token, forgetToken } = useLinkToken();
  const verify = useMutation<{ email: string }, Refusal, string>({
    mutationFn: (asked) => call(verifyByLink, { body: { token: asked } }),
    onSuccess: forgetToken,
  });

  if (verify.data) {
    return (
      <DoorPage title="E-mail verified" footer={theApp}>
        <Notice tone="success" title="Your e-mail is verified. Go back to the app.">
          {verify.data.email} is yours. You can close this page.
        </Notice>
      </DoorPage>
    );
  }
  const isSpent = ["link-invalid", "already-done", "invalid-request"].includes(verify.error?.code ?? "");
  if (isSpent || token === null) {
    return (
      <DoorPage
        title="This link doesn't work"
        lead="It was used, is too old, or is not complete."
        footer={theApp}
      >
        <p>Open the app that waits for you and choose “Send again”. The newest mail is the one that works.</p>
      </DoorPage>
    );
  }
  return (
    <DoorPage
      title="Verify your e-mail"
      lead="You asked for this in Sallyport Authenticator. If it was not you, close this page."
    >
      {verify.error ? <Notice tone="danger">{verify.error.problem.detail}</Notice> : null}
      <Button variant="primary" isBusy={verify.isPending} onClick={() => verify.mutate(token)}>
        Verify Email
      </Button>
    </DoorPage>
  );
}

const theApp = <Link href="/">Open the app in this browser</Link>;
