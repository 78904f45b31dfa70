import type { ReactNode } from "react";
import css from "./kit.module.css";

export function KitShelf({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.shelf}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
