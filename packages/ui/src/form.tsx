import { type ReactNode, type SubmitEvent, useEffect, useRef } from "react";
import css from "./form.module.css";

interface FormProps {
  /** Receives the fields by name. It handles its own refusals: nothing may escape. */
  onSubmit: (fields: FormData) => void | Promise<void>;
  /** What the fields were refused for. Each new one brings the focus to the first field that shows a mistake. */
  mistake?: object | null | undefined;
  children: ReactNode;
}

/** Fields one below the other. What is wrong is shown by the fields themselves, not by the browser's bubbles. */
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

/** The buttons that end a form, the main one first. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className={css.actions}>{children}</div>;
}
