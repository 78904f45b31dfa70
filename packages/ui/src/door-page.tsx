import type { ReactNode } from "react";
import { useDocumentTitle } from "./document-title.tsx";
import css from "./door-page.module.css";
import { Mark } from "./mark.tsx";

interface DoorPageProps {
  title: string;
  /** Names the browser's tab more exactly than the title does. */
  step?: string;
  /** One sentence under the title: what is asked, or what happened. */
  lead?: ReactNode;
  children: ReactNode;
  /** Other ways on, below the card. */
  footer?: ReactNode;
}

/** The narrow, centred page of everything that happens before one is inside. */
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

/** A step that replaces another takes the pressed button with it; without this the focus falls to the body. */
function catchFocus(heading: HTMLHeadingElement | null) {
  if (document.activeElement === document.body) heading?.focus();
}
