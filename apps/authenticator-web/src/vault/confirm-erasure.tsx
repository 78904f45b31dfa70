import { Button } from "@sallyport/ui/button";
import { Dialog } from "@sallyport/ui/dialog";
import { Notice } from "@sallyport/ui/notice";
import type { ReactNode } from "react";
import { useScreenHeading } from "../screen-heading.ts";
import { changeTrouble } from "./trouble-text.ts";

interface ConfirmErasureProps {
  title: string;
  /** Of the button that does it. */
  label: string;
  /** What will be lost, and what to do before. */
  children: ReactNode;
  isOpen: boolean;
  /** The erasure, if it runs while the dialog is open. */
  erase?: { isPending: boolean; error: Error | null };
  onErase: () => void;
  onClose: () => void;
}

/** Asked before anything leaves the vault, since nothing brings it back. */
export function ConfirmErasure(props: ConfirmErasureProps) {
  const { title, label, children, isOpen, erase, onErase, onClose } = props;
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      fallbackFocus={useScreenHeading()}
      footer={
        <>
          <Button variant="danger" isBusy={erase?.isPending ?? false} onClick={onErase}>
            {label}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      {erase?.error ? (
        <Notice tone="danger" title="Nothing was erased">
          {changeTrouble(erase.error)}
        </Notice>
      ) : null}
      <p>{children}</p>
    </Dialog>
  );
}
