import { DataTable } from "@sallyport/ui/data-table";
import { EmptyState } from "@sallyport/ui/empty-state";
import { Loaded } from "../../page/loaded.tsx";
import { MoreButton } from "../more-button.tsx";
import { PageHeading } from "../page-heading.tsx";
import { activityColumns } from "./activity-columns.tsx";
import { useActivity } from "./activity-query.ts";

export function ActivityPage() {
  const activity = useActivity();
  return (
    <>
      <PageHeading title="Activity" />
      <Loaded query={activity} what="the activity">
        {(events) =>
          events.length === 0 ? (
            <EmptyState title="Nothing happened yet">
              Logins, set-ups and changes by administrators will be listed here.
            </EmptyState>
          ) : (
            <DataTable
              caption="What happened, the newest first"
              columns={activityColumns}
              rows={events}
              rowKey={({ id }) => id}
            />
          )
        }
      </Loaded>
      <MoreButton query={activity} />
    </>
  );
}
