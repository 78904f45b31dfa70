import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import css from "./notice.module.css";

export type NoticeTone = "info" | "success" | "warning" | "danger";

interface NoticeProps {
  tone: NoticeTone;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
}

const icons = { info: "info", success: "check", warning: "warning", danger: "warning" } as const;

/** A notice of tone "danger" or "warning" interrupts screen readers. Other notices don't. */
export function Notice({ tone, title, children, action }: NoticeProps) {
  const role = tone === "danger" || tone === "warning" ? "alert" : "status";
  return (
    <div className={css.notice} data-tone={tone} role={role}>
      <Icon name={icons[tone]} />
      <div className={css.words}>
        {title === undefined ? null : <p className={css.title}>{title}</p>}
        {children === undefined ? null : <div>{children}</div>}
        {action === undefined ? null : <div className={css.action}>{action}</div>}
      </div>
    </div>
  );
}
