import { Button } from "@sallyport/ui/button";
import { FormActions } from "@sallyport/ui/form";
import { Moment } from "@sallyport/ui/moment";
import { type Account, nameOf } from "../vault/account.ts";
import { beginHere } from "./begin-here.ts";
import css from "./choose-account.module.css";

interface ChooseAccountProps {
  namesake: Account;
  onKeepBoth: () => void;
  onReplace: () => void;
  onCancel: () => void;
}

/** Never decided for the person: the old key may be the one that still signs them in. */
export function ChooseAccount({ namesake, onKeepBoth, onReplace, onCancel }: ChooseAccountProps) {
  return (
    <section className={css.choice}>
      <h2 ref={beginHere} tabIndex={-1}>
        You already have {nameOf(namesake.key)}
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
        <Button onClick={onReplace}>Replace</Button>
        <Button onClick={onCancel}>Cancel</Button>
      </FormActions>
    </section>
  );
}
