import type { ReactNode } from "react";
import css from "./other-way.module.css";

export function OtherWay({ children }: { children: ReactNode }) {
  return <section className={css.otherWay}>{children}</section>;
}
