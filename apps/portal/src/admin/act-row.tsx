import { Button } from "@sallyport/ui/button";
import type { ReactNode } from "react";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import css from "./act-row.module.css";

interface ActRowProps {
  title: string;
  children: ReactNode;
  button?: string;
  onPress?: () => void;
  isBusy?: boolean;
  isDanger?: boolean;
  error?: Error | null;
}

export function ActRow({ title, children, button, onPress, isBusy, isDanger, error }: ActRowProps) {
  return (
    <div className={css.row}>
      <div className={css.words}>
        <h3>{title}</h3>
        <div className={css.text}>{children}</div>
      </div>
      {button === undefined ? null : (
        <Button variant={isDanger ? "danger" : "secondary"} isBusy={isBusy ?? false} onClick={onPress}>
          {button}
        </Button>
      )}
      <RefusalNotice problem={error ? problemOf(error) : null} />
    </div>
  );
}
