import { Combobox } from "@base-ui/react/combobox";
import { useRef } from "react";
import css from "./choice-field.module.css";
import { Field } from "./field.tsx";
import { Icon } from "./icon.tsx";
import popup from "./popup.module.css";

export interface Choice {
  value: string;
  label: string;
  /** Tells apart two choices with the same label. */
  hint?: string;
}

interface ChoiceFieldProps {
  label: string;
  placeholder?: string;
  value: Choice | null;
  /** The choices for what the user has typed. */
  choices: readonly Choice[];
  onType: (typed: string) => void;
  onChange: (choice: Choice | null) => void;
  ifNone: string;
}

/** The user types a part of a name and chooses one of the found names. */
export function ChoiceField(props: ChoiceFieldProps) {
  const { label, placeholder, value, choices, onType, onChange, ifNone } = props;
  // At the end of the body, the list would be outside of all ARIA landmarks.
  const place = useRef<HTMLDivElement>(null);
  return (
    <Field label={label}>
      {(control) => (
        <div ref={place} className={css.frame}>
          <Combobox.Root
            items={choices}
            filter={null}
            value={value}
            onValueChange={onChange}
            onInputValueChange={(typed, { reason }) => onType(reason === "input-change" ? typed : "")}
            isItemEqualToValue={(one: Choice, other: Choice) => one.value === other.value}
            autoHighlight
          >
            <Combobox.Input {...control} placeholder={placeholder} autoComplete="off" />
            {value ? (
              <Combobox.Clear className={css.clear} aria-label={`Clear: ${label}`}>
                <Icon name="close" />
              </Combobox.Clear>
            ) : null}
            <Combobox.Portal container={place}>
              <Combobox.Positioner className={popup.positioner} sideOffset={4} align="start">
                <Combobox.Popup className={popup.popup}>
                  <Combobox.Empty className={css.none}>{ifNone}</Combobox.Empty>
                  <Combobox.List>
                    {(choice: Choice) => (
                      <Combobox.Item key={choice.value} value={choice} className={popup.item}>
                        <span className={css.choice}>
                          <bdi>{choice.label}</bdi>
                          {choice.hint === undefined ? null : <span className={css.hint}>{choice.hint}</span>}
                        </span>
                      </Combobox.Item>
                    )}
                  </Combobox.List>
                </Combobox.Popup>
              </Combobox.Positioner>
            </Combobox.Portal>
          </Combobox.Root>
        </div>
      )}
    </Field>
  );
}
