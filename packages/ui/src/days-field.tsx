// oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions --
// a select takes no typed number; the frame handles the keys of the field and its list
import { type FocusEvent, type KeyboardEvent, type Ref, useId, useState } from "react";
import css from "./days-field.module.css";
import { Field } from "./field.tsx";
import { Icon } from "./icon.tsx";
import popup from "./popup.module.css";
import { wholeNumber } from "./whole-number.ts";

interface DaysFieldProps {
  label: string;
  name?: string;
  ref?: Ref<HTMLInputElement>;
  value: number | null;
  onChange: (days: number | null) => void;
  offered: readonly number[];
  min: number;
  max: number;
  hint?: string;
  mistake: string;
  error?: string | undefined;
}

/** An editable combobox (WAI-ARIA APG). */
export function DaysField(props: DaysFieldProps) {
  const { label, name, ref, value, onChange, offered, min, max, hint, mistake, error } = props;
  const [typed, setTyped] = useState(`${value ?? ""}`);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState<number | null>(null);
  const listId = useId();
  const text = wholeNumber(typed, { min, max }) === value ? typed : `${value ?? ""}`;
  // The error appears while the user types. An error on blur would move the button that the user is pressing.
  const ownError = value === null && text.trim() !== "" ? mistake : undefined;

  function show(willOpen: boolean) {
    setOpen(willOpen);
    setActive(null);
  }

  function take(next: string) {
    show(false);
    setTyped(next);
    onChange(wholeNumber(next, { min, max }));
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const move = moves[event.key];
    const chosen = isOpen && active !== null ? offered[active] : undefined;
    if (move !== undefined) {
      // After a click, the button has the focus. But a screen reader gets the active option only from the field, so the
      // field gets the focus.
      event.currentTarget.querySelector("input")?.focus();
      setOpen(true);
      const from = active ?? (value === null ? -1 : offered.indexOf(value));
      setActive(
        isOpen && active !== null ? (from + move + offered.length) % offered.length : Math.max(from, 0),
      );
    } else if (event.key === "Enter" && chosen !== undefined) take(`${chosen}`);
    else if (event.key === "Escape" && isOpen) show(false);
    else return;
    // The key event stops here. Otherwise a form or dialog around the field would also react to the key.
    event.preventDefault();
    event.stopPropagation();
  }

  function onBlur({ currentTarget, relatedTarget }: FocusEvent) {
    if (!currentTarget.contains(relatedTarget)) show(false);
  }

  return (
    <Field label={label} hint={hint} error={error ?? ownError}>
      {(control) => (
        <div className={css.frame} onBlur={onBlur} onKeyDown={onKeyDown}>
          <input
            {...control}
            name={name}
            ref={ref}
            role="combobox"
            aria-expanded={isOpen}
            aria-haspopup="listbox"
            aria-autocomplete="none"
            aria-controls={isOpen ? listId : undefined}
            aria-activedescendant={isOpen && active !== null ? `${listId}-${active}` : undefined}
            autoComplete="off"
            inputMode="numeric"
            value={text}
            onChange={(event) => take(event.currentTarget.value)}
            onClick={() => show(true)}
          />
          <button
            type="button"
            className={css.trigger}
            aria-label={`Choose: ${label}`}
            // The button needs no tab stop, because the arrow keys open the list from the field.
            tabIndex={-1}
            onClick={() => show(!isOpen)}
          >
            <Icon name="down" />
          </button>
          {isOpen ? (
            <div role="listbox" id={listId} aria-label={label} className={`${popup.popup} ${css.list}`}>
              {offered.map((days, place) => (
                <div
                  key={days}
                  role="option"
                  id={`${listId}-${place}`}
                  aria-selected={days === value}
                  tabIndex={-1}
                  className={popup.item}
                  data-highlighted={place === active ? "" : undefined}
                  ref={
                    place === active ? (option) => option?.scrollIntoView({ block: "nearest" }) : undefined
                  }
                  onMouseDown={keepFocus}
                  onPointerMove={() => setActive(place)}
                  onClick={() => take(`${days}`)}
                >
                  {days === 1 ? "1 day" : `${days} days`}
                </div>
              ))}
            </div>
          ) : null}
        </div>
      )}
    </Field>
  );
}

const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

function keepFocus(event: { preventDefault(): void }): void {
  event.preventDefault();
}
