import type { ReactNode } from "react";
import css from "./other-way.module.css";

/** A section for an alternative to the preferred factor. */
export function OtherWay({ children }: { children: ReactNode }) {
  return <section className={css.otherWay}>{children}</section>;
}
