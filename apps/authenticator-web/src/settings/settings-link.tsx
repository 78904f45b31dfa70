import { Icon } from "@sallyport/ui/icon";
import { Link } from "@sallyport/ui/link";
import { type ReactNode, useId } from "react";
import css from "./settings-link.module.css";

/** One line of the menu. The label alone is the link's name, but the whole line is clickable. */
export function SettingsLink({
  href,
  label,
  children,
}: {
  href: string;
  label: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <div className={css.line}>
      <Icon name="shield" />
      <div className={css.words}>
        <Link className={css.link} href={href} aria-describedby={id}>
          {label}
        </Link>
        <p className={css.what} id={id}>
          {children}
        </p>
      </div>
      <Icon name="right" />
    </div>
  );
}
