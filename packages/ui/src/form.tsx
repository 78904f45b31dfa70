import { type ReactNode, type SubmitEvent, useEffect, useRef } from "react";
import css from "./form.module.css";

interface FormProps {
  /** Receives the fields by name. It must handle its own errors and never throw. */
  onSubmit: (fields: FormData) => void | Promise<void>;
  /** The current errors of the fields. When this object changes, the first invalid field gets the focus. */
  mistake?: object | null | undefined;
  children: ReactNode;
}

/** A form with its fields in one column. Each field shows its own error; the browser's validation messages are off. */
export function Form({ onSubmit, mistake, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (mistake) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [mistake]);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    void onSubmit(new FormData(event.currentTarget));
  }
  return (
    <form ref={form} className={css.form} onSubmit={submit} noValidate>
      {children}
    </form>
  );
}

/** The buttons at the end of a form, the main one first. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className={css.actions}>{children}</div>;
}
