import type { ReactNode } from "react";
import css from "./empty-state.module.css";

interface EmptyStateProps {
  title: string;
  /** Why there is nothing, and what would change that. */
  children: ReactNode;
  action?: ReactNode;
}

/** Says in the place of a list that there is nothing in it. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className={css.empty}>
      <h2>{title}</h2>
      <div className={css.words}>{children}</div>
      {action}
    </div>
  );
}
