import { Menu as BaseMenu } from "@base-ui/react/menu";
import { useRef } from "react";
import { Icon } from "./icon.tsx";
import { Link } from "./link.tsx";
import css from "./menu.module.css";
import popup from "./popup.module.css";

export type MenuEntry = { label: string } & ({ href: string } | { onSelect: () => void });

interface MenuProps {
  label: string;
  items: readonly MenuEntry[];
  isPrimary?: boolean;
}

export function Menu({ label, items, isPrimary = false }: MenuProps) {
  // The list is inside this element. At the end of the body, the list would be outside of all ARIA landmarks.
  const place = useRef<HTMLDivElement>(null);
  return (
    <div ref={place} className={css.menu}>
      <BaseMenu.Root>
        <BaseMenu.Trigger className={css.trigger} data-primary={isPrimary || undefined}>
          <span className={css.label}>{label}</span>
          <Icon name="down" />
        </BaseMenu.Trigger>
        <BaseMenu.Portal container={place}>
          <BaseMenu.Positioner className={popup.positioner} sideOffset={4} align="end">
            <BaseMenu.Popup className={popup.popup}>
              {items.map((item) =>
                "href" in item ? (
                  <BaseMenu.LinkItem
                    key={item.label}
                    className={popup.item}
                    closeOnClick
                    render={<Link href={item.href} />}
                  >
                    {item.label}
                  </BaseMenu.LinkItem>
                ) : (
                  <BaseMenu.Item key={item.label} className={popup.item} onClick={item.onSelect}>
                    {item.label}
                  </BaseMenu.Item>
                ),
              )}
            </BaseMenu.Popup>
          </BaseMenu.Positioner>
        </BaseMenu.Portal>
      </BaseMenu.Root>
    </div>
  );
}
