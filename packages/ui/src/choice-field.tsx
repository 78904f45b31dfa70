// oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events -- a select can't be searched; the
// field handles the keys of the list
import { type FocusEvent, type KeyboardEvent, type Ref, useId, useState } from "react";
import css from "./choice-field.module.css";
import { Field, type FieldProps } from "./field.tsx";
import { Icon } from "./icon.tsx";
import popup from "./popup.module.css";

export interface Choice {
  value: string;
  label: string;
  hint?: string;
}

interface ChoiceFieldProps extends FieldProps {
  name?: string;
  ref?: Ref<HTMLInputElement>;
  placeholder?: string;
  value: Choice | null;
  choices: readonly Choice[];
  onType: (typed: string) => void;
  onChange: (choice: Choice | null) => void;
  ifNone: string;
}

/** A combobox as in the WAI-ARIA APG. */
export function ChoiceField(props: ChoiceFieldProps) {
  const { label, hint, error, name, ref, placeholder, value, choices, onType, onChange, ifNone } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const listId = useId();
  const isOpen = typed !== null && typed !== "";
  const hasList = isOpen && choices.length > 0;

  function type(next: string | null) {
    setTyped(next);
    setActive(0);
    onType(next ?? "");
  }

  function take(choice: Choice | null) {
    type(null);
    onChange(choice);
  }

  function onKeyDown(event: KeyboardEvent) {
    const move = moves[event.key];
    const chosen = choices[active];
    if (!isOpen) return;
    if (move !== undefined) setActive((active + move + choices.length) % Math.max(choices.length, 1));
    else if (event.key === "Enter" && chosen) take(chosen);
    else if (event.key === "Escape") type(null);
    else return;
    // The key event stops here. Otherwise a form or pane around the field would also react to the key.
    event.preventDefault();
    event.stopPropagation();
  }

  function onBlur({ currentTarget, relatedTarget }: FocusEvent) {
    if (!currentTarget.contains(relatedTarget)) type(null);
  }

  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className={css.frame} onBlur={onBlur}>
          <input
            {...control}
            name={name}
            ref={ref}
            role="combobox"
            aria-expanded={hasList}
            aria-haspopup="listbox"
            aria-autocomplete="list"
            aria-controls={hasList ? listId : undefined}
            aria-activedescendant={hasList ? `${listId}-${active}` : undefined}
            autoComplete="off"
            dir="auto"
            placeholder={placeholder}
            value={typed ?? value?.label ?? ""}
            onChange={({ currentTarget }) => type(currentTarget.value)}
            onFocus={({ currentTarget }) => currentTarget.select()}
            onKeyDown={onKeyDown}
          />
          {value ? (
            <button
              type="button"
              className={css.clear}
              aria-label={`Clear: ${label}`}
              onClick={() => take(null)}
            >
              <Icon name="close" />
            </button>
          ) : null}
          {isOpen ? (
            <div className={`${popup.popup} ${css.list}`}>
              {hasList ? (
                <div role="listbox" id={listId} aria-label={label}>
                  {choices.map((choice, place) => (
                    <div
                      key={choice.value}
                      role="option"
                      id={`${listId}-${place}`}
                      aria-selected={choice.value === value?.value}
                      tabIndex={-1}
                      className={popup.item}
                      data-highlighted={place === active ? "" : undefined}
                      ref={
                        place === active
                          ? (option) => option?.scrollIntoView({ block: "nearest" })
                          : undefined
                      }
                      onMouseDown={keepFocus}
                      onPointerMove={() => setActive(place)}
                      onClick={() => take(choice)}
                    >
                      <span className={css.choice}>
                        <bdi>{choice.label}</bdi>
                        {choice.hint === undefined ? null : <span className={css.hint}>{choice.hint}</span>}
                      </span>
                    </div>
                  ))}
                </div>
              ) : null}
              <output className={css.none}>{hasList ? null : ifNone}</output>
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
