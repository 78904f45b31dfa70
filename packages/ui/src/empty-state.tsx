import type { ReactNode } from "react";
import css from "./empty-state.module.css";

interface EmptyStateProps {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className={css.empty}>
      <h2>{title}</h2>
      <div className={css.words}>{children}</div>
      {action}
    </div>
  );
}
