import { useDocumentTitle } from "@sallyport/ui/document-title";
import { Icon } from "@sallyport/ui/icon";
import { Link } from "@sallyport/ui/link";
import { Mark } from "@sallyport/ui/mark";
import { type ReactNode, useEffect, useRef } from "react";
import css from "./screen.module.css";

interface ScreenProps {
  title: string;
  /** Where "back" leads, and what that place is called. */
  back?: { href: string; label: string };
  /** Upper right. */
  action?: ReactNode;
  children: ReactNode;
}

/** A page inside the app: where am I, the way back, and one column. */
export function Screen({ title, back, action, children }: ScreenProps) {
  useDocumentTitle(`${title} · Sallyport`);
  const heading = useRef<HTMLHeadingElement>(null);
  // The pressed link is gone with the page before; without this the focus falls to the body.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={css.screen}>
      <header className={css.header}>
        {back ? (
          <Link className={css.back} href={back.href}>
            <Icon name="right" />
            {back.label}
          </Link>
        ) : (
          <Mark hasName />
        )}
        {action}
      </header>
      <main className={css.main}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </main>
    </div>
  );
}
