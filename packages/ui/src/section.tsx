import { Collapsible } from "@base-ui/react/collapsible";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import css from "./section.module.css";

interface SectionProps {
  title: string;
  isInitiallyOpen?: boolean;
  children: ReactNode;
}

export function Section({ title, isInitiallyOpen = false, children }: SectionProps) {
  return (
    <Collapsible.Root className={css.section} defaultOpen={isInitiallyOpen} render={<section />}>
      <h2>
        <Collapsible.Trigger className={css.trigger}>
          <Icon name="right" />
          {title}
        </Collapsible.Trigger>
      </h2>
      <Collapsible.Panel className={css.panel}>
        <div className={css.content}>{children}</div>
      </Collapsible.Panel>
    </Collapsible.Root>
  );
}
