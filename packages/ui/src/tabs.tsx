import { Tabs as BaseTabs } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import css from "./tabs.module.css";

export interface Tab<Value extends string> {
  value: Value;
  label: string;
  content: ReactNode;
  /** True if the content stays mounted while another tab is shown, so typed input isn't lost. */
  isKept?: boolean;
}

interface TabsProps<Value extends string> {
  tabs: readonly Tab<Value>[];
  selected: Value;
  onSelect: (value: Value) => void;
}

export function Tabs<Value extends string>({ tabs, selected, onSelect }: TabsProps<Value>) {
  return (
    <BaseTabs.Root className={css.root} value={selected} onValueChange={onSelect}>
      <BaseTabs.List className={css.list}>
        {tabs.map(({ value, label }) => (
          <BaseTabs.Tab key={value} value={value} className={css.tab}>
            {label}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      {tabs.map(({ value, content, isKept = false }) => (
        <BaseTabs.Panel key={value} value={value} className={css.panel} keepMounted={isKept}>
          {content}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}
