import { useDocumentTitle } from "@sallyport/ui/document-title";
import type { ReactNode } from "react";
import css from "./page-heading.module.css";

interface PageHeadingProps {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

export function PageHeading({ title, children, action }: PageHeadingProps) {
  useDocumentTitle(`${title} · Sallyport`);
  return (
    <div className={css.heading}>
      <h1>
        <bdi>{title}</bdi>
      </h1>
      {children}
      {action === undefined ? null : <div className={css.action}>{action}</div>}
    </div>
  );
}
