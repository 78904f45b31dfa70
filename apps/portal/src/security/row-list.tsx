import type { ReactNode } from "react";
import css from "./row-list.module.css";

interface RowListProps<Item> {
  label: string;
  items: readonly Item[];
  ifNone: string;
  children: (item: Item) => ReactNode;
}

export function RowList<Item extends { id: string }>({ label, items, ifNone, children }: RowListProps<Item>) {
  if (items.length === 0) return <p className={css.none}>{ifNone}</p>;
  return (
    <ul className={css.list} aria-label={label}>
      {items.map((item) => (
        <li key={item.id} className={css.row}>
          {children(item)}
        </li>
      ))}
    </ul>
  );
}

interface RowProps {
  name: string;
  badge?: ReactNode;
  facts: ReactNode;
  /** Describes each button for screen readers, because two rows can have the same name. */
  factsId: string;
  buttons: ReactNode;
}

export function Row({ name, badge, facts, factsId, buttons }: RowProps) {
  return (
    <>
      <div className={css.words}>
        <h3 className={css.name}>
          <bdi>{name}</bdi> {badge}
        </h3>
        <ul id={factsId} className={css.facts}>
          {facts}
        </ul>
      </div>
      <div className={css.buttons}>{buttons}</div>
    </>
  );
}
