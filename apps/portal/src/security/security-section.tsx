import { type ReactNode, type RefObject, useId } from "react";
import css from "./security-section.module.css";

interface SecuritySectionProps {
  title: string;
  /** Of the section in the page's address, as in `#password`. */
  name?: string;
  /** What it is for, in a sentence. */
  lead: ReactNode;
  /** Where the focus goes when the row that had it is gone. */
  heading?: RefObject<HTMLHeadingElement | null>;
  /** Beside the title. */
  action?: ReactNode;
  children?: ReactNode;
}

export function SecuritySection({ title, name, lead, heading, action, children }: SecuritySectionProps) {
  const ownId = useId();
  const id = name ?? ownId;
  return (
    <section className={css.section} aria-labelledby={id}>
      <div className={css.top}>
        <div>
          <h2 id={id} ref={heading ?? null} tabIndex={-1}>
            {title}
          </h2>
          <p className={css.lead}>{lead}</p>
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
