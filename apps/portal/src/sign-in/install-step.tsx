import { Button } from "@sallyport/ui/button";
import { FormActions } from "@sallyport/ui/form";
import { OurAuthenticator } from "../factor-forms/our-authenticator.tsx";
import { knowsPasskeys } from "../passkey/passkey.ts";
import css from "./set-up.module.css";
import { StepHeading } from "./step-heading.tsx";

export function InstallStep({ onNext, onPasskey }: { onNext: () => void; onPasskey: () => void }) {
  return (
    <section className={css.step}>
      <StepHeading number={1}>Install an authenticator app</StepHeading>
      <p>
        The app shows a new 6-digit code every 30 seconds. On your phone, open <OurAuthenticator />, and
        follow its steps until it says that you are ready to go.
      </p>
      <p className={css.aside}>
        Other authenticator apps work too, for example Google Authenticator, Microsoft Authenticator, 2FAS,
        Aegis, Ente Auth or 1Password.
      </p>
      <FormActions>
        <Button variant="primary" onClick={onNext}>
          Next
        </Button>
        {knowsPasskeys ? <Button onClick={onPasskey}>Use a passkey instead</Button> : null}
      </FormActions>
    </section>
  );
}
