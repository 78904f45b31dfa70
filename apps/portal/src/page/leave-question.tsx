import { ConfirmDialog } from "@sallyport/ui/confirm-dialog";
import { useLeaving } from "./use-leaving.ts";

interface LeaveQuestionProps {
  isUnsaved: boolean;
  saveLabel: string;
}

export function LeaveQuestion({ isUnsaved, saveLabel }: LeaveQuestionProps) {
  const { isHeld, leave, stay } = useLeaving(isUnsaved);
  return (
    <ConfirmDialog
      title="Leave without saving?"
      action="Leave"
      isOpen={isHeld}
      onConfirm={leave}
      onClose={stay}
    >
      <p>Your changes are lost if you leave. To keep them, go back and press “{saveLabel}”.</p>
    </ConfirmDialog>
  );
}
