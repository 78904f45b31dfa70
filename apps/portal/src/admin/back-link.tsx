import { Icon } from "@sallyport/ui/icon";
import { Link } from "react-router";
import css from "./back-link.module.css";

export function BackLink({ to, children }: { to: string; children: string }) {
  return (
    <Link className={css.back} to={to}>
      <Icon name="left" />
      {children}
    </Link>
  );
}
