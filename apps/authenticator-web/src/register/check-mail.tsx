import type { Registration } from "@sallyport/contract/authenticator";
import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { Notice } from "@sallyport/ui/notice";
import { MailedCode } from "./mailed-code.tsx";
import { useForgetRegistration, useRegister } from "./use-registration.ts";

interface CheckMailProps {
  waiting: Extract<Registration, { at: "waiting" }>;
  onAnotherAddress: () => void;
}

/** The user can also type the code, because a phone can open the mailed link outside of this app. */
export function CheckMail({ waiting, onAnotherAddress }: CheckMailProps) {
  const { email, triesLeft } = waiting;
  const sendAgain = useRegister();
  const forget = useForgetRegistration();
  const refusal = sendAgain.error ?? forget.error;

  return (
    <DoorPage
      title="Check your e-mail"
      lead={
        <p>
          A mail is on its way to <strong>{email}</strong>. Choose “Verify Email” in it, or type its code
          here.
        </p>
      }
      footer={
        <>
          <Button
            variant="quiet"
            isBusy={forget.isPending}
            onClick={() => forget.mutate(undefined, { onSuccess: onAnotherAddress })}
          >
            Use another address
          </Button>
          <Button variant="quiet" isBusy={sendAgain.isPending} onClick={() => sendAgain.mutate(email)}>
            Send again
          </Button>
        </>
      }
    >
      {refusal ? <Notice tone="danger">{refusal.problem.detail}</Notice> : null}
      {triesLeft === 0 ? (
        <Notice tone="warning" title="That mail no longer works">
          Its time or its tries are used up. Choose “Send again” for a new one.
        </Notice>
      ) : (
        <>
          {sendAgain.isSuccess ? (
            <Notice tone="success">A new mail is on its way. Only its link and code work now.</Notice>
          ) : null}
          <MailedCode waiting={waiting} />
        </>
      )}
    </DoorPage>
  );
}
