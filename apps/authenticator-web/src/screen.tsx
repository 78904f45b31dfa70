import { useDocumentTitle } from "@sallyport/ui/document-title";
import { Icon } from "@sallyport/ui/icon";
import { Link } from "@sallyport/ui/link";
import { Mark } from "@sallyport/ui/mark";
import { type ReactNode, useRef } from "react";
import css from "./screen.module.css";
import { ScreenHeading, useCaughtFocus } from "./screen-heading.ts";

interface ScreenProps {
  title: string;
  back?: { href: string; label: string };
  action?: ReactNode;
  children: ReactNode;
}

export function Screen({ title, back, action, children }: ScreenProps) {
  useDocumentTitle(`${title} · Sallyport`);
  const heading = useRef<HTMLHeadingElement>(null);
  useCaughtFocus(heading);
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
        <ScreenHeading value={heading}>{children}</ScreenHeading>
      </main>
    </div>
  );
}
