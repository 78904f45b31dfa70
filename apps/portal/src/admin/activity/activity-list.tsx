import { EmptyState } from "@sallyport/ui/empty-state";
import type { ReactNode } from "react";
import { Loaded } from "../../page/loaded.tsx";
import { MoreButton } from "../more-button.tsx";
import type { Filter } from "./activity-filter.ts";
import css from "./activity-list.module.css";
import { useActivity } from "./activity-query.ts";
import { EventList } from "./event-list.tsx";
import { EventPane } from "./event-pane.tsx";
import { NewerEvents } from "./newer-events.tsx";
import { useOpenEvent } from "./open-event.tsx";

interface ActivityListProps {
  filter: Filter;
  caption: string;
  action?: ReactNode;
}

export function ActivityList({ filter, caption, action }: ActivityListProps) {
  const activity = useActivity(filter);
  const { openId } = useOpenEvent();
  const events = activity.data?.events ?? [];
  return (
    <section className={css.activity} aria-label={caption}>
      {action}
      {activity.data && !activity.isPlaceholderData ? (
        <NewerEvents filter={filter} newest={events[0]} />
      ) : null}
      <Loaded query={activity} what="the activity">
        {() =>
          events.length > 0 ? (
            <div className={css.list} aria-busy={activity.isPlaceholderData || undefined}>
              <EventList events={events} openId={openId} />
            </div>
          ) : (
            <NoEvents hasFilter={Object.keys(filter).length > 0} />
          )
        }
      </Loaded>
      <MoreButton key={JSON.stringify(filter)} query={activity} />
      <EventPane events={events} />
    </section>
  );
}

function NoEvents({ hasFilter }: { hasFilter: boolean }) {
  return hasFilter ? (
    <EmptyState title="No events found">Change or clear the filters to see more.</EmptyState>
  ) : (
    <EmptyState title="Nothing happened yet">
      Logins, set-ups and changes by administrators will be listed here.
    </EmptyState>
  );
}
