import { Button } from "@sallyport/ui/button";
import { CopyButton } from "@sallyport/ui/copy-button";
import { FormActions } from "@sallyport/ui/form";
import { type RefObject, useEffect } from "react";
import type { CreatedKey } from "./api-keys-query.ts";
import css from "./new-key.module.css";

interface NewKeyProps {
  created: CreatedKey;
  heading: RefObject<HTMLHeadingElement | null>;
  onKept: () => void;
}

/** The key is on the page and not in a dialog, because an accidental click could close a dialog. */
export function NewKey({ created: { key, apiKey }, heading, onKept }: NewKeyProps) {
  useEffect(() => heading.current?.focus(), [heading]);
  return (
    <section className={css.new} aria-labelledby="new-key">
      <h2 id="new-key" ref={heading} tabIndex={-1}>
        Copy the key “<bdi>{apiKey.name}</bdi>” now
      </h2>
      <p>It is shown only once. Store it where your script reads secrets, never in a repository.</p>
      <code className={css.key}>{key}</code>
      <FormActions>
        <CopyButton text={key} label="Copy key" variant="primary" />
        <Button onClick={onKept}>I have saved it</Button>
      </FormActions>
    </section>
  );
}
