import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import css from "./dialog.module.css";
import { Icon } from "./icon.tsx";

interface DialogProps {
  title: string;
  isOpen: boolean;
  /** Asked for by Escape, the cross or a press outside. */
  onClose: () => void;
  children: ReactNode;
  /** The buttons at the bottom, the main one first; a form brings its own. */
  footer?: ReactNode;
}

/** A question or form over the page. The focus stays inside and returns to where it came from. */
export function Dialog({ title, isOpen, onClose, children, footer }: DialogProps) {
  return (
    <BaseDialog.Root open={isOpen} onOpenChange={(isStillOpen) => isStillOpen || onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={css.backdrop} />
        <BaseDialog.Viewport className={css.viewport}>
          <BaseDialog.Popup className={css.popup}>
            <BaseDialog.Title className={css.title}>{title}</BaseDialog.Title>
            <div className={css.body}>{children}</div>
            {footer === undefined ? null : <div className={css.footer}>{footer}</div>}
            {/* Last, so that a dialog opens with the focus on its first field. */}
            <BaseDialog.Close className={css.close} aria-label="Close">
              <Icon name="close" />
            </BaseDialog.Close>
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
