import type { User } from "@sallyport/contract/users";
import { Button } from "@sallyport/ui/button";
import { CopyButton } from "@sallyport/ui/copy-button";
import { FormActions } from "@sallyport/ui/form";
import { Moment } from "@sallyport/ui/moment";
import { type RefObject, useEffect } from "react";
import css from "./new-bypass-code.module.css";
import type { IssuedBypassCode } from "./user-acts.ts";

interface NewBypassCodeProps {
  user: User;
  issued: IssuedBypassCode;
  heading: RefObject<HTMLHeadingElement | null>;
  onKept: () => void;
}

/** This isn't a dialog, because an accidental click could close a dialog. */
export function NewBypassCode({ user, issued: { code, expiresAt }, heading, onKept }: NewBypassCodeProps) {
  useEffect(() => heading.current?.focus(), [heading]);
  return (
    <section className={css.new} aria-labelledby="new-bypass-code">
      <h3 id="new-bypass-code" ref={heading} tabIndex={-1}>
        Give this code to <bdi>{user.name}</bdi> now
      </h3>
      <p>
        It is shown only once, and works until <Moment at={expiresAt} as="date-time" />. Tell it by phone or
        in person, not in the same message as a password.
      </p>
      <code className={css.code}>{code}</code>
      <FormActions>
        <CopyButton text={code} label="Copy code" variant="primary" />
        <Button onClick={onKept}>Done</Button>
      </FormActions>
    </section>
  );
}
