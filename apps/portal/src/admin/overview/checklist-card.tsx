import { type Checklist, type ChecklistItem, checklistItems } from "@sallyport/contract/overview";
import type { AdministratorRole } from "@sallyport/contract/text";
import { Icon } from "@sallyport/ui/icon";
import { useEffect, useRef } from "react";
import { Loaded } from "../../page/loaded.tsx";
import { useMayEach } from "../role.ts";
import { Card } from "./card.tsx";
import css from "./checklist-card.module.css";
import { ChecklistTask, taskTitles } from "./checklist-task.tsx";
import { useChecklist } from "./overview-query.ts";

/** Commands on the server are tasks of owners, because owners run the server or know who does. */
const rolesNeeded: Readonly<Record<ChecklistItem, AdministratorRole>> = {
  "own-second-factor": "administrator",
  "second-owner": "owner",
  "test-mail": "administrator",
  "recovery-slot": "owner",
  backup: "owner",
};

/** Shows the tasks that the role allows. Disappears when all of them are done. */
export function ChecklistCard() {
  const checklist = useChecklist();
  const may = useMayEach();
  const items = checklistItems.filter((item) => may(rolesNeeded[item]));
  if (items.every((item) => checklist.data?.done.includes(item))) return null;
  return (
    <Card title="Finish setting up Sallyport" place="beside">
      <Loaded query={checklist} what="the checklist">
        {(shown) => <Items items={items} checklist={shown} />}
      </Loaded>
    </Card>
  );
}

interface ItemsProps {
  items: readonly ChecklistItem[];
  checklist: Checklist;
}

function Items({ items, checklist: { done: allDone, commands } }: ItemsProps) {
  const done = items.filter((item) => allDone.includes(item));
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
        {done.length} of {items.length} done. This list disappears when all is done.
      </p>
      <ul className={css.items}>
        {items.map((item) => (
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
