import { Autocomplete } from "@base-ui/react/autocomplete";
import { useState } from "react";
import css from "./days-field.module.css";
import { Field } from "./field.tsx";
import { Icon } from "./icon.tsx";
import popup from "./popup.module.css";
import { wholeNumber } from "./whole-number.ts";

interface DaysFieldProps {
  label: string;
  /** Null while what is typed is not a number of days. */
  value: number | null;
  onChange: (days: number | null) => void;
  /** The numbers of days in the list. */
  offered: readonly number[];
  min: number;
  max: number;
  hint?: string;
  error?: string | undefined;
}

/** A number of days, chosen from a list or typed. */
export function DaysField({ label, value, onChange, offered, min, max, hint, error }: DaysFieldProps) {
  const [typed, setTyped] = useState(`${value ?? ""}`);
  const [isOpen, setOpen] = useState(false);
  const text = wholeNumber(typed, { min, max }) === value ? typed : `${value ?? ""}`;
  // Shown while typing and not on leaving: an error that appears then would push away the button about to be pressed.
  const ownError =
    value === null && text.trim() !== "" ? `Enter a whole number of days from ${min} to ${max}.` : undefined;

  /** Whoever types needs no list, and an open one hides the rest of the page from screen readers. */
  function take(next: string, { reason }: Autocomplete.Root.ChangeEventDetails) {
    if (reason === "input-change") setOpen(false);
    setTyped(next);
    onChange(wholeNumber(next, { min, max }));
  }

  return (
    <Field label={label} hint={hint} error={error ?? ownError}>
      {(control) => (
        <Autocomplete.Root
          items={offered}
          mode="none"
          openOnInputClick
          open={isOpen}
          onOpenChange={(willOpen, { reason }) => setOpen(willOpen && reason !== "input-change")}
          value={text}
          onValueChange={take}
        >
          <div className={css.frame}>
            <Autocomplete.Input {...control} inputMode="numeric" />
            <Autocomplete.Trigger className={css.trigger} aria-label={`Choose: ${label}`}>
              <Icon name="down" />
            </Autocomplete.Trigger>
          </div>
          <Autocomplete.Portal>
            <Autocomplete.Positioner className={popup.positioner} sideOffset={4}>
              <Autocomplete.Popup className={popup.popup}>
                <Autocomplete.List>
                  {(days: number) => (
                    <Autocomplete.Item key={days} value={days} className={popup.item}>
                      {days === 1 ? "1 day" : `${days} days`}
                    </Autocomplete.Item>
                  )}
                </Autocomplete.List>
              </Autocomplete.Popup>
            </Autocomplete.Positioner>
          </Autocomplete.Portal>
        </Autocomplete.Root>
      )}
    </Field>
  );
}
