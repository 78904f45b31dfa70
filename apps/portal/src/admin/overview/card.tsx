import { type ReactNode, useId } from "react";
import css from "./card.module.css";

interface CardProps {
  title: string;
  /** `beside`: in the second column, next to two cards. */
  place?: "whole-row" | "beside";
  children: ReactNode;
}

export function Card({ title, place, children }: CardProps) {
  const id = useId();
  return (
    <section className={css.card} data-place={place} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
