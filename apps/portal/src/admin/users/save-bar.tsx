import { Button } from "@sallyport/ui/button";
import css from "./save-bar.module.css";

interface SaveBarProps {
  unsaved: readonly string[];
  isBusy: boolean;
  onDiscard: () => void;
}

export function SaveBar({ unsaved, isBusy, onDiscard }: SaveBarProps) {
  const isUnsaved = unsaved.length > 0;
  return (
    <div className={css.bar} data-unsaved={isUnsaved || undefined}>
      <Button type="submit" variant="primary" isBusy={isBusy}>
        Save User
      </Button>
      {isUnsaved ? (
        <Button onClick={onDiscard} variant="quiet">
          Discard changes
        </Button>
      ) : null}
      <output className={css.fields}>{isUnsaved ? `Unsaved changes: ${unsaved.join(", ")}` : null}</output>
    </div>
  );
}
