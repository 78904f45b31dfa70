import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from "react";
import css from "./dialog.module.css";
import { Icon } from "./icon.tsx";

interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** The buttons, with the main button first. Omit the footer if the content is a form with its own buttons. */
  footer?: ReactNode;
  /** The element that gets the focus first. By default, the first field or button. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** The element that gets the focus after closing if the opener no longer exists. */
  fallbackFocus?: RefObject<HTMLElement | null>;
}

/** A dialog that returns the focus to its opener when it closes. */
export function Dialog(props: DialogProps) {
  const { title, isOpen, onClose, children, footer, initialFocus, fallbackFocus } = props;
  const opener = useRef<Element>(null);
  useLayoutEffect(() => {
    if (isOpen) opener.current = openerOf(document.activeElement);
  }, [isOpen]);
  return (
    <BaseDialog.Root open={isOpen} onOpenChange={(isStillOpen) => isStillOpen || onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={css.backdrop} />
        <BaseDialog.Viewport className={css.viewport}>
          <BaseDialog.Popup
            className={css.popup}
            {...(initialFocus ? { initialFocus } : {})}
            finalFocus={
              fallbackFocus ? () => opener.current?.isConnected || (fallbackFocus.current ?? true) : true
            }
          >
            <BaseDialog.Title className={css.title}>{title}</BaseDialog.Title>
            <div className={css.body}>{children}</div>
            {footer === undefined ? null : <div className={css.footer}>{footer}</div>}
            <BaseDialog.Close className={css.close} aria-label="Close">
              <Icon name="close" />
            </BaseDialog.Close>
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/**
 * Returns the element that gets the focus back. A menu item disappears with its menu, so the menu's button gets
 * the focus instead.
 */
function openerOf(pressed: Element | null): Element | null {
  const trigger = pressed?.closest('[role="menu"]')?.getAttribute("aria-labelledby");
  return trigger ? document.getElementById(trigger) : pressed;
}
