import type { ReactNode } from "react";
import css from "./other-way.module.css";

/** Set apart from the way that is asked for first. */
export function OtherWay({ children }: { children: ReactNode }) {
  return <section className={css.otherWay}>{children}</section>;
}
