import { ConfirmDialog } from "@sallyport/ui/confirm-dialog";
import { Notice } from "@sallyport/ui/notice";
import type { ReactNode } from "react";
import { useScreenHeading } from "../screen-heading.ts";
import { changeTrouble } from "./trouble-text.ts";

interface ConfirmErasureProps {
  title: string;
  label: string;
  children: ReactNode;
  isOpen: boolean;
  erase?: { isPending: boolean; error: Error | null };
  onErase: () => void;
  onClose: () => void;
}

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
