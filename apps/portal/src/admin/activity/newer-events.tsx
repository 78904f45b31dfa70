import type { AuditEvent } from "@sallyport/contract/activity";
import { Button } from "@sallyport/ui/button";
import type { Filter } from "./activity-filter.ts";
import { useNewerEvents } from "./activity-query.ts";
import css from "./newer-events.module.css";

interface NewerEventsProps {
  filter: Filter;
  newest: AuditEvent | undefined;
}

export function NewerEvents({ filter, newest }: NewerEventsProps) {
  const { count, hasMore, show } = useNewerEvents(filter, newest);
  const text = `Show ${count}${hasMore ? "+" : ""} new ${count === 1 ? "event" : "events"}`;
  return (
    <>
      <output className="visually-hidden">{count > 0 ? `${text}.` : null}</output>
      {count > 0 ? (
        <div className={css.newer}>
          <Button onClick={show}>{text}</Button>
        </div>
      ) : null}
    </>
  );
}
