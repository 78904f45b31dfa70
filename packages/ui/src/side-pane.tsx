import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { type ReactNode, useRef } from "react";
import dialog from "./dialog.module.css";
import { Icon } from "./icon.tsx";
import css from "./side-pane.module.css";

interface SidePaneProps {
  title: ReactNode;
  isOpen: boolean;
  onClose: () => void;
  returnFocus: () => HTMLElement | null;
  children: ReactNode;
}

/** A pane beside a list. The list stays usable while the pane is open. On a phone, the pane covers the list. */
export function SidePane({ title, isOpen, onClose, returnFocus, children }: SidePaneProps) {
  const pane = useRef<HTMLDivElement>(null);
  return (
    <BaseDialog.Root
      open={isOpen}
      onOpenChange={(isStillOpen) => isStillOpen || onClose()}
      modal={false}
      disablePointerDismissal
    >
      <BaseDialog.Portal>
        <BaseDialog.Popup
          ref={pane}
          className={css.pane}
          initialFocus={pane}
          finalFocus={() => returnFocus() ?? true}
        >
          <BaseDialog.Title className={dialog.title}>{title}</BaseDialog.Title>
          {children}
          <BaseDialog.Close className={dialog.close} aria-label="Close">
            <Icon name="close" />
          </BaseDialog.Close>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
