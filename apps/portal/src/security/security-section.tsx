import { type ReactNode, type RefObject, useId } from "react";
import css from "./security-section.module.css";

interface SecuritySectionProps {
  title: string;
  name?: string;
  lead: ReactNode;
  heading?: RefObject<HTMLHeadingElement | null>;
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
