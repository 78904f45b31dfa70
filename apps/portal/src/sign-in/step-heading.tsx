import type { ReactNode } from "react";
import css from "./set-up.module.css";

export function StepHeading({ number, children }: { number: 1 | 2; children: ReactNode }) {
  return (
    <div>
      <p className={css.aside}>Step {number} of 2</p>
      <h2>{children}</h2>
    </div>
  );
}
