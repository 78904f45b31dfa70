import { Button } from "@sallyport/ui/button";
import { FormActions } from "@sallyport/ui/form";
import { Moment } from "@sallyport/ui/moment";
import { useState } from "react";
import { type Account, nameOf } from "../vault/account.ts";
import { ConfirmErasure } from "../vault/confirm-erasure.tsx";
import { beginHere } from "./begin-here.ts";
import css from "./step.module.css";

interface ChooseAccountProps {
  namesake: Account;
  onKeepBoth: () => void;
  onReplace: () => void;
  onCancel: () => void;
}

/**
 * Asks the user what to do with an account that has the same names but another key. The app can't know which
 * key works.
 */
export function ChooseAccount({ namesake, onKeepBoth, onReplace, onCancel }: ChooseAccountProps) {
  const [isAsking, setAsking] = useState(false);
  const name = nameOf(namesake.key);
  return (
    <section className={css.step}>
      <h2 ref={beginHere} tabIndex={-1}>
        You already have {name}
      </h2>
      <p>
        It was added on <Moment at={new Date(namesake.addedAt).toISOString()} as="date-time" /> with another
        key. Until the site has taken the new one, only the old one makes codes that work: keep both if you
        are not sure, and delete the old one later.
      </p>
      <FormActions>
        <Button variant="primary" onClick={onKeepBoth}>
          Keep both
        </Button>
        <Button variant="danger" onClick={() => setAsking(true)}>
          Replace
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </FormActions>
      <ConfirmErasure
        title={`Replace the key of ${name}?`}
        label="Replace"
        isOpen={isAsking}
        onErase={onReplace}
        onClose={() => setAsking(false)}
      >
        The old key is erased at once and can't be brought back. If the site still asks for its codes, this
        app can't make them any more.
      </ConfirmErasure>
    </section>
  );
}
