import { createContext, type ReactNode, use, useEffect, useState } from "react";
import { Icon } from "./icon.tsx";
import css from "./toast.module.css";

const shownForMilliseconds = 6000;

const ToastContext = createContext<((message: string) => void) | undefined>(undefined);

export function useToast(): (message: string) => void {
  const show = use(ToastContext);
  if (!show) throw new Error("useToast needs a ToastProvider around it");
  return show;
}

/**
 * The live region always exists. Screen readers would ignore a region that appears together with its message.
 */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<{ message: string }>();

  useEffect(() => {
    if (!toast) return undefined;
    const timer = setTimeout(() => setToast(undefined), shownForMilliseconds);
    return () => clearTimeout(timer);
  }, [toast]);

  return (
    <ToastContext value={(message) => setToast({ message })}>
      {/* It comes before the page in the DOM, because it moves the page down on phones. */}
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
