import { createContext, type ReactNode, use, useEffect, useState } from "react";
import { Icon } from "./icon.tsx";
import css from "./toast.module.css";

const shownForMilliseconds = 6000;

const ToastContext = createContext<((message: string) => void) | undefined>(undefined);

/** Says in passing that something was done. What a person must act upon belongs in a `Notice`. */
export function useToast(): (message: string) => void {
  const show = use(ToastContext);
  if (!show) throw new Error("useToast needs a ToastProvider around it");
  return show;
}

/** Shows the latest message for a few seconds. The live region is there before it, as screen readers need. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<{ message: string }>();

  useEffect(() => {
    if (!toast) return undefined;
    const timer = setTimeout(() => setToast(undefined), shownForMilliseconds);
    return () => clearTimeout(timer);
  }, [toast]);

  return (
    <ToastContext value={(message) => setToast({ message })}>
      {/* Before the page, which it pushes down on phones. The attribute keeps a dialog from hiding it from screen readers. */}
      <output className={css.region} aria-live="polite">
        {toast ? (
          <span className={css.toast}>
            <Icon name="check" />
            {toast.message}
          </span>
        ) : null}
      </output>
      {children}
    </ToastContext>
  );
}
