import { type Checklist, type ChecklistItem, checklistItems } from "@sallyport/contract/overview";
import { Icon } from "@sallyport/ui/icon";
import { useEffect, useRef } from "react";
import { Loaded } from "../../page/loaded.tsx";
import { Card } from "./card.tsx";
import css from "./checklist-card.module.css";
import { ChecklistTask, taskTitles } from "./checklist-task.tsx";
import { useChecklist } from "./overview-query.ts";

/** Disappears when everything is done. */
export function ChecklistCard() {
  const checklist = useChecklist();
  if (checklist.data?.done.length === checklistItems.length) return null;
  return (
    <Card title="Finish setting up Sallyport" place="beside">
      <Loaded query={checklist} what="the checklist">
        {(shown) => <Items checklist={shown} />}
      </Loaded>
    </Card>
  );
}

function Items({ checklist: { done, commands } }: { checklist: Checklist }) {
  const progress = useRef<HTMLParagraphElement>(null);
  const doneBefore = useRef(done.length);
  // When a task is done, its pressed button disappears, so the progress text gets the focus.
  useEffect(() => {
    if (done.length > doneBefore.current && document.activeElement === document.body)
      progress.current?.focus();
    doneBefore.current = done.length;
  }, [done.length]);
  return (
    <>
      <p ref={progress} tabIndex={-1} className={css.progress}>
        {done.length} of {checklistItems.length} done. This list disappears when all is done.
      </p>
      <ul className={css.items}>
        {checklistItems.map((item) => (
          <li key={item} data-done={done.includes(item) || undefined}>
            <Tick item={item} isDone={done.includes(item)} />
            {done.includes(item) ? null : <ChecklistTask item={item} commands={commands} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function Tick({ item, isDone }: { item: ChecklistItem; isDone: boolean }) {
  return (
    <h3 className={css.title}>
      <span className={css.tick}>{isDone ? <Icon name="check" /> : null}</span>
      <span>
        {taskTitles[item]}
        <span className="visually-hidden">{isDone ? " (done)" : " (to do)"}</span>
      </span>
    </h3>
  );
}
