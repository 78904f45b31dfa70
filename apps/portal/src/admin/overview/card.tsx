import { type ReactNode, useId } from "react";
import css from "./card.module.css";

interface CardProps {
  title: string;
  isWide?: boolean;
  children: ReactNode;
}

export function Card({ title, isWide = false, children }: CardProps) {
  const id = useId();
  return (
    <section className={css.card} data-wide={isWide || undefined} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
