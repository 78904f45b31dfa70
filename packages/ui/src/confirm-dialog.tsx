import { type ReactNode, type RefObject, useRef } from "react";
import { Button } from "./button.tsx";
import css from "./confirm-dialog.module.css";
import { Dialog } from "./dialog.tsx";

interface ConfirmDialogProps {
  /** A question that names the person or thing: "Suspend Ursula User?" */
  title: string;
  /** The verb on the button that does it. */
  action: string;
  isOpen: boolean;
  isBusy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  /** What will be lost, and what to do before. */
  children: ReactNode;
  /** Takes the focus in the end where what opened the dialog is gone by then. */
  fallbackFocus?: RefObject<HTMLElement | null>;
}

/** Asked before something is taken away or destroyed. The focus starts on "Cancel", so that Enter alone does no harm. */
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
