import { type ReactNode, type SubmitEvent, useEffect, useRef } from "react";
import css from "./form.module.css";

interface FormProps {
  /** Receives the fields by name. It must handle its own errors and never throw. */
  onSubmit: (fields: FormData) => void | Promise<void>;
  /** The current errors of the fields. A new set of errors moves the focus to the first invalid field. */
  mistake?: object | null | undefined;
  children: ReactNode;
}

/** Fields in one column. The fields show their own errors; the browser's validation bubbles are off. */
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
