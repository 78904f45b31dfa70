import { type ChangeEvent, useEffect, useRef } from "react";
import css from "./select-box.module.css";

interface SelectBoxProps {
  label: string;
  isChecked: boolean;
  /** True if only some of the rows are selected. */
  isMixed?: boolean;
  onChange: (isChecked: boolean, isRange: boolean) => void;
}

/** A checkbox whose label only screen readers read. The whole cell can be pressed. */
export function SelectBox({ label, isChecked, isMixed = false, onChange }: SelectBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = isMixed;
  }, [isMixed]);
  function change({ currentTarget, nativeEvent }: ChangeEvent<HTMLInputElement>) {
    onChange(currentTarget.checked, "shiftKey" in nativeEvent && nativeEvent.shiftKey === true);
  }
  return (
    <label className={css.box}>
      <input ref={box} type="checkbox" checked={isChecked} onChange={change} data-select />
      <span className="visually-hidden">{label}</span>
    </label>
  );
}
