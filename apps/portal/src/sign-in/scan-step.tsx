import type { Realm } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { QrPicture } from "@sallyport/ui/qr-picture";
import { Skeleton } from "@sallyport/ui/skeleton";
import { usePendingTotp } from "../api/pending-totp.ts";
import { problemOf } from "../api/problem-of.ts";
import { KeyAsText } from "../factor-forms/key-as-text.tsx";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import css from "./set-up.module.css";
import { StepHeading } from "./step-heading.tsx";
import { TokenForm } from "./token-form.tsx";

export function ScanStep({ realm, onBack }: { realm: Realm; onBack: () => void }) {
  const pending = usePendingTotp(realm);
  return (
    <section className={css.step}>
      <StepHeading number={2}>Scan the QR code with your app</StepHeading>
      <p>
        In Sallyport Authenticator, open Settings, then 2-step verification (TOTP). In other apps, add an
        account. Then type the number that the app shows.
      </p>
      {pending.isPending ? <Skeleton label="Loading the QR code" lines={6} /> : null}
      {pending.isError ? (
        <RefusalNotice
          problem={problemOf(pending.error)}
          action={
            <Button isBusy={pending.isFetching} onClick={() => void pending.refetch()}>
              Try again
            </Button>
          }
        />
      ) : null}
      {pending.isSuccess ? (
        <>
          <div className={css.qr}>
            <QrPicture text={pending.data.keyUri} label="QR code for your authenticator app" />
          </div>
          <KeyAsText pending={pending.data} />
        </>
      ) : null}
      <TokenForm realm={realm} onBack={onBack} />
    </section>
  );
}
