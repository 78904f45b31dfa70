import { type ReactNode, type RefObject, useRef } from "react";
import { Button } from "./button.tsx";
import css from "./confirm-dialog.module.css";
import { Dialog } from "./dialog.tsx";

interface ConfirmDialogProps {
  title: string;
  action: string;
  isOpen: boolean;
  isBusy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
  /** The element that gets the focus after closing if the opener no longer exists. */
  fallbackFocus?: RefObject<HTMLElement | null>;
}

/** The focus starts on "Cancel", so an accidental Enter does no harm. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, action, isOpen, isBusy = false, onConfirm, onClose, children, fallbackFocus } = props;
  const cancel = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      initialFocus={cancel}
      {...(fallbackFocus ? { fallbackFocus } : {})}
      footer={
        <div className={css.actions}>
          <Button ref={cancel} onClick={onClose}>
            Cancel
          </Button>
          <Button variant="destroy" isBusy={isBusy} onClick={onConfirm}>
            {action}
          </Button>
        </div>
      }
    >
      {children}
    </Dialog>
  );
}
