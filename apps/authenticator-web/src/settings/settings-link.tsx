import { Icon } from "@sallyport/ui/icon";
import { Link } from "@sallyport/ui/link";
import { type ReactNode, useId } from "react";
import css from "./settings-link.module.css";

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
