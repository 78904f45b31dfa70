import type { ReactNode } from "react";
import { useDocumentTitle } from "./document-title.tsx";
import css from "./door-page.module.css";
import { Mark } from "./mark.tsx";

interface DoorPageProps {
  title: string;
  /** The first part of the browser tab's title. It distinguishes steps that have the same heading. */
  step?: string;
  lead?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
}

export function DoorPage({ title, step, lead, children, footer }: DoorPageProps) {
  useDocumentTitle([step, title, "Sallyport"].filter((part) => part !== undefined).join(" · "));
  return (
    <div className={css.page}>
      <header className={css.header}>
        <Mark hasName />
      </header>
      <main className={css.card}>
        <div className={css.opening}>
          <h1 key={title} ref={catchFocus} tabIndex={-1}>
            {title}
          </h1>
          {lead === undefined ? null : <div className={css.lead}>{lead}</div>}
        </div>
        {children}
      </main>
      {footer === undefined ? null : <footer className={css.footer}>{footer}</footer>}
    </div>
  );
}

/**
 * If no element has the focus, focuses the heading. The focused button can disappear with the previous step.
 */
function catchFocus(heading: HTMLHeadingElement | null) {
  if (document.activeElement === document.body) heading?.focus();
}
