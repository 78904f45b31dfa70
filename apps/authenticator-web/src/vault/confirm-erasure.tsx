import { ConfirmDialog } from "@sallyport/ui/confirm-dialog";
import { Notice } from "@sallyport/ui/notice";
import type { ReactNode } from "react";
import { useScreenHeading } from "../screen-heading.ts";
import { changeTrouble } from "./trouble-text.ts";

interface ConfirmErasureProps {
  title: string;
  /** The label of the confirm button. */
  label: string;
  /** What will be lost, and what to do first. */
  children: ReactNode;
  isOpen: boolean;
  /** The state of the deletion. Without it, the dialog shows neither progress nor errors. */
  erase?: { isPending: boolean; error: Error | null };
  onErase: () => void;
  onClose: () => void;
}

/** Asks for confirmation before the vault deletes accounts, because they can't be restored. */
export function ConfirmErasure(props: ConfirmErasureProps) {
  const { title, label, children, isOpen, erase, onErase, onClose } = props;
  return (
    <ConfirmDialog
      title={title}
      action={label}
      isOpen={isOpen}
      isBusy={erase?.isPending ?? false}
      onConfirm={onErase}
      onClose={onClose}
      fallbackFocus={useScreenHeading()}
    >
      {erase?.error ? (
        <Notice tone="danger" title="Nothing was erased">
          {changeTrouble(erase.error)}
        </Notice>
      ) : null}
      <p>{children}</p>
    </ConfirmDialog>
  );
}
