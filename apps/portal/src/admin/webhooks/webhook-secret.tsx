import { Button } from "@sallyport/ui/button";
import { CopyButton } from "@sallyport/ui/copy-button";
import { FormActions } from "@sallyport/ui/form";
import { useEffect, useRef } from "react";
import css from "./webhook-secret.module.css";

interface WebhookSecretProps {
  secret: string;
  onKept: () => void;
}

/** The secret is on the page and not in a dialog, because an accidental click could close a dialog. */
export function WebhookSecret({ secret, onKept }: WebhookSecretProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={css.secret} aria-labelledby="secret">
      <h2 id="secret" ref={heading} tabIndex={-1}>
        Save this secret now
      </h2>
      <p>
        It is shown only once. The receiver checks the signature of each event with it, for example with a
        library of Standard Webhooks.
      </p>
      <code>{secret}</code>
      <FormActions>
        <CopyButton text={secret} label="Copy secret" variant="primary" />
        <Button onClick={onKept}>I have saved it</Button>
      </FormActions>
    </section>
  );
}
