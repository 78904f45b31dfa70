import type { UserCounts } from "@sallyport/contract/user-filters";
import { mostSelected } from "@sallyport/contract/user-filters";
import { Button } from "@sallyport/ui/button";
import { Menu } from "@sallyport/ui/menu";
import { useState } from "react";
import { useMayEach } from "../../role.ts";
import type { UsersView } from "../users-view.ts";
import css from "./bulk-bar.module.css";
import { type BulkChoice, bulkChoices } from "./bulk-choices.ts";
import { BulkDialog } from "./bulk-dialog.tsx";
import type { Selection } from "./use-selection.ts";
import { wholeCount } from "./whole-count.ts";

interface BulkBarProps {
  view: UsersView;
  selection: Selection;
  counts: UserCounts | undefined;
  /** True if the filter also matches users of other pages. */
  hasOtherPages: boolean;
}

export function BulkBar({ view, selection, counts, hasOtherPages }: BulkBarProps) {
  const may = useMayEach();
  const [choice, setChoice] = useState<BulkChoice | null>(null);
  const isEmpty = selection.ids.size === 0 && !selection.isWhole;
  const allowed = bulkChoices.filter(({ atLeast }) => may(atLeast));
  if (isEmpty || allowed.length === 0) return null;
  const whole = wholeCount(view, counts);
  return (
    <section className={css.bar} aria-label="Selected users">
      <output className={css.count}>
        {selection.isWhole
          ? `All ${whole ?? ""} users of this filter selected`
          : selectedText(selection.ids.size)}
      </output>
      {hasOtherPages && !selection.isWhole ? (
        <Button variant="quiet" onClick={selection.chooseWhole}>
          {`Select all ${whole === null ? "users" : whole} of this filter`}
        </Button>
      ) : null}
      {selection.isFull ? (
        <p className={css.hint}>{`At most ${mostSelected} users can be selected one by one.`}</p>
      ) : null}
      <div className={css.acts}>
        <Menu
          label="Actions"
          isPrimary
          items={allowed.map((each) => ({ label: each.label, onSelect: () => setChoice(each) }))}
        />
        <Button variant="quiet" aria-label="Clear selection" onClick={selection.clear}>
          Clear
        </Button>
      </div>
      {choice ? (
        <BulkDialog
          key={choice.name}
          choice={choice}
          view={view}
          selection={selection}
          onClose={() => setChoice(null)}
        />
      ) : null}
    </section>
  );
}

function selectedText(count: number): string {
  return count === 1 ? "1 user selected" : `${count} users selected`;
}
