import { Link } from "react-router";
import css from "./count-links.module.css";

interface CountRow {
  label: string;
  count: string;
  href: string;
  isUrgent?: boolean;
  isPart?: boolean;
}

export function CountLinks({ rows }: { rows: readonly CountRow[] }) {
  return (
    <ul className={css.rows}>
      {rows.map(({ label, count, href, isUrgent, isPart }) => (
        <li key={label} data-part={isPart || undefined}>
          <Link className={css.row} to={href} data-urgent={(isUrgent && count !== "0") || undefined}>
            <span>{label}</span> <span className={css.count}>{count}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
