import { Dialog } from "@sallyport/ui/dialog";
import { Skeleton } from "@sallyport/ui/skeleton";
import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { problemOf } from "../../../api/problem-of.ts";
import { RefusalNotice } from "../../../form/refusal-notice.tsx";
import type { UsersView } from "../users-view.ts";
import { useConfirm, usePreview } from "./bulk-acts.ts";
import type { BulkChoice } from "./bulk-choices.ts";
import { BulkDaysForm } from "./bulk-days-form.tsx";
import { BulkGroupForm } from "./bulk-group-form.tsx";
import { BulkPreviewForm } from "./bulk-preview-form.tsx";
import type { Selection } from "./use-selection.ts";

interface BulkDialogProps {
  choice: BulkChoice;
  view: UsersView;
  selection: Pick<Selection, "ids" | "isWhole" | "clear">;
  onClose: () => void;
}

/** Asks for the days or the group, then shows the preview. The confirmation leads to the page of the job. */
export function BulkDialog({ choice, view, selection, onClose }: BulkDialogProps) {
  const navigate = useNavigate();
  const preview = usePreview(choice, view, selection);
  const confirm = useConfirm((job) => {
    selection.clear();
    void navigate(`/admin/jobs/${job.id}`);
  });
  const hasBegun = useRef(false);
  const { mutate } = preview;

  useEffect(() => {
    if (choice.needs || hasBegun.current) return;
    hasBegun.current = true;
    mutate({});
  }, [choice, mutate]);

  return (
    <Dialog title={choice.label} isOpen onClose={onClose}>
      {preview.data ? (
        <BulkPreviewForm
          choice={choice}
          preview={preview.data}
          confirm={confirm}
          onBack={choice.needs ? preview.reset : undefined}
          onCancel={onClose}
        />
      ) : choice.needs === "days" ? (
        <BulkDaysForm choice={choice} preview={preview} onCancel={onClose} />
      ) : choice.needs === "group" ? (
        <BulkGroupForm choice={choice} preview={preview} onCancel={onClose} />
      ) : preview.error ? (
        <RefusalNotice problem={problemOf(preview.error)} />
      ) : (
        <Skeleton label="Loading the preview" lines={3} />
      )}
    </Dialog>
  );
}
