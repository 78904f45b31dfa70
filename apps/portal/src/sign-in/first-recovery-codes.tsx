import { Button } from "@sallyport/ui/button";
import { FormActions } from "@sallyport/ui/form";
import { Skeleton } from "@sallyport/ui/skeleton";
import { useEffect, useRef } from "react";
import { useAbout } from "../api/about.ts";
import { problemOf } from "../api/problem-of.ts";
import { RecoveryCodesList } from "../factor-forms/recovery-codes-list.tsx";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { useUnloadWarning } from "../page/use-unload-warning.ts";
import css from "./set-up.module.css";
import type { useFirstCodes } from "./use-first-codes.ts";

interface FirstRecoveryCodesProps {
  account: string;
  first: ReturnType<typeof useFirstCodes>;
}

export function FirstRecoveryCodes({ account, first }: FirstRecoveryCodesProps) {
  const organisation = useAbout().data?.organisation ?? "Sallyport";
  const heading = useRef<HTMLHeadingElement>(null);
  const { areEnded, replacing } = first;
  useUnloadWarning(first.shown !== undefined);
  useEffect(() => {
    if (areEnded || replacing.isSuccess) heading.current?.focus();
  }, [areEnded, replacing.isSuccess]);
  return (
    <section className={css.step}>
      <h2 ref={heading} tabIndex={-1}>
        Save your recovery codes
      </h2>
      <p>
        If you lose your authenticator app or passkey, use one of these codes to log in. Each code works once.
        They are shown only now, so store them somewhere safe.
      </p>
      {first.shown ? (
        <RecoveryCodesList codes={first.shown.codes} account={account} organisation={organisation} />
      ) : (
        <WithoutCodes {...first} />
      )}
    </section>
  );
}

function WithoutCodes(first: FirstRecoveryCodesProps["first"]) {
  const { areLost, areEnded, refusal, isMaking, tryAgain, replacing } = first;
  if (areLost)
    return (
      <>
        <p role={areEnded ? "alert" : undefined}>{areEnded ? ended : lost}</p>
        <RefusalNotice problem={replacing.error && whyNotReplaced(replacing.error)} />
        <FormActions>
          <Button isBusy={replacing.isPending} onClick={() => replacing.mutate()}>
            Make new codes
          </Button>
        </FormActions>
      </>
    );
  if (!refusal) return <Skeleton label="Making your recovery codes" lines={5} />;
  return (
    <RefusalNotice
      problem={refusal}
      action={
        <Button isBusy={isMaking} onClick={tryAgain}>
          Try again
        </Button>
      }
    />
  );
}

function whyNotReplaced(error: Error) {
  const problem = problemOf(error);
  return problem.code === "insufficient-user-authentication" ? { ...problem, detail: tooLate } : problem;
}

const lost =
  "Your codes were already shown. If you didn't save them, make new ones. The old codes will stop working.";
const ended =
  "New recovery codes were made in another tab or browser, so the codes that you saw here no longer work. If you saved the new ones, choose “Skip for now”. Otherwise, make new codes here.";
const tooLate =
  "You logged in too long ago to make codes here. Choose “Skip for now”, then make them in My security.";
