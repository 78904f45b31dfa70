import { call } from "@sallyport/contract/call";
import { makeFirstRecoveryCodes, type Whereabouts } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { FormActions } from "@sallyport/ui/form";
import { useMutation } from "@tanstack/react-query";
import { useAbout } from "../api/about.ts";
import { problemOf } from "../api/problem-of.ts";
import { RecoveryCodesList } from "../factor-forms/recovery-codes-list.tsx";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { useUnloadWarning } from "../page/use-unload-warning.ts";
import css from "./set-up.module.css";

interface FirstRecoveryCodesProps {
  realm: Realm;
  here: Extract<Whereabouts, { at: "set-up-complete" }>;
  onMade: () => void;
}

/** The best moment to keep recovery codes is the one in which somebody has just bound their only factor. */
export function FirstRecoveryCodes({ realm, here, onMade }: FirstRecoveryCodesProps) {
  const organisation = useAbout().data?.organisation ?? "Sallyport";
  const making = useMutation({
    mutationFn: () => call(makeFirstRecoveryCodes, { params: { realm } }),
    onSuccess: onMade,
  });
  useUnloadWarning(making.isSuccess);
  if (making.isSuccess)
    return (
      <section className={css.step}>
        {/* The button that was pressed is gone. */}
        <h2 ref={takeFocus} tabIndex={-1}>
          Keep these codes now
        </h2>
        <p>They are shown this once. Keep them where you would keep a spare key.</p>
        <RecoveryCodesList codes={making.data.codes} account={here.me.email} organisation={organisation} />
      </section>
    );
  return (
    <section className={css.step}>
      <h2>Recovery codes</h2>
      {here.hasRecoveryCodes ? (
        <p>You have recovery codes already. If you did not keep them, make new ones later in My security.</p>
      ) : (
        <>
          <p>They let you in when what you have just set up is lost or broken. Each works once.</p>
          <RefusalNotice problem={making.error && problemOf(making.error)} />
          <FormActions>
            <Button isBusy={making.isPending} onClick={() => making.mutate()}>
              Get recovery codes
            </Button>
          </FormActions>
        </>
      )}
    </section>
  );
}

function takeFocus(heading: HTMLHeadingElement | null) {
  heading?.focus();
}
