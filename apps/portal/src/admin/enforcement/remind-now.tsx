import { Button } from "@sallyport/ui/button";
import { useState } from "react";
import { useMay } from "../role.ts";
import { bulkChoices } from "../users/bulk/bulk-choices.ts";
import { BulkDialog } from "../users/bulk/bulk-dialog.tsx";
import { viewIn } from "../users/users-view.ts";
import { dueFilter } from "./users-lists.tsx";

const remind = bulkChoices.find(({ name }) => name === "remind");
const view = viewIn(new URLSearchParams({ due: `${dueFilter.due}` }));
const everyone = { ids: new Set<string>(), isWhole: true, clear: () => {} };

/** Opens the preview of the bulk action for all users whose deadline lies ahead. */
export function RemindNow() {
  const [isOpen, setOpen] = useState(false);
  const mayRemind = useMay(remind?.atLeast ?? "owner");
  if (!remind || !mayRemind) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{remind.label}</Button>
      {isOpen ? (
        <BulkDialog choice={remind} view={view} selection={everyone} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}
