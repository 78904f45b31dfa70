import { Button } from "@sallyport/ui/button";
import { FormActions } from "@sallyport/ui/form";
import { Skeleton } from "@sallyport/ui/skeleton";
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

/** Recovery codes are saved best right after the only factor was set up, so they are here without asking. */
export function FirstRecoveryCodes({ account, first }: FirstRecoveryCodesProps) {
  const organisation = useAbout().data?.organisation ?? "Sallyport";
  useUnloadWarning(first.shown !== undefined);
  return (
    <section className={css.step}>
      <h2>Save your recovery codes</h2>
      <p>
        They let you in if you lose what you have just set up. Each works once. They are shown only now: keep
        them where you would keep a spare key.
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

const lost = "Your codes were shown before. If you did not save them, make new ones: the others then end.";
const ended =
  "Other codes were made on another page, and those that were shown here have ended. Make new ones: the others then end.";
const tooLate = "Your login is too long ago to make codes here. Continue, and make them in My security.";
