import { Button } from "@sallyport/ui/button";
import { FormActions } from "@sallyport/ui/form";
import { type RefObject, useEffect } from "react";
import { useAbout } from "../api/about.ts";
import { RecoveryCodesList } from "../factor-forms/recovery-codes-list.tsx";
import { useMe } from "../page/me.ts";
import css from "./new-recovery-codes.module.css";

interface NewRecoveryCodesProps {
  codes: readonly string[];
  heading: RefObject<HTMLHeadingElement | null>;
  onKept: () => void;
}

/** The codes are on the page and not in a dialog, because an accidental click could close a dialog. */
export function NewRecoveryCodes({ codes, heading, onKept }: NewRecoveryCodesProps) {
  const { email } = useMe();
  const organisation = useAbout().data?.organisation ?? "Sallyport";
  useEffect(() => {
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: "center" });
  }, [heading]);
  return (
    <div className={css.codes}>
      <h3 ref={heading} tabIndex={-1}>
        Save these codes now
      </h3>
      <p>They are shown only once. Store them somewhere safe, but not on the phone that has your app.</p>
      <RecoveryCodesList codes={codes} account={email} organisation={organisation} />
      <FormActions>
        <Button variant="primary" onClick={onKept}>
          I have saved them
        </Button>
      </FormActions>
    </div>
  );
}
