import { type ReactNode, type SubmitEvent, useEffect, useRef } from "react";
import css from "./form.module.css";

interface FormProps {
  /** This function must handle its own errors and never throw. */
  onSubmit: (fields: FormData) => void | Promise<void>;
  mistake?: object | null | undefined;
  children: ReactNode;
}

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

export function FormActions({ children }: { children: ReactNode }) {
  return <div className={css.actions}>{children}</div>;
}
