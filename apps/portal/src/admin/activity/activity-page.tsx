import { exportActivity } from "@sallyport/contract/activity";
import { urlOf } from "@sallyport/contract/call";
import { ExportMenu } from "../export-menu.tsx";
import { PageHeading } from "../page-heading.tsx";
import { requestOf, useActivityFilter } from "./activity-filter.ts";
import { ActivityList } from "./activity-list.tsx";
import { FilterBar } from "./filter-bar.tsx";

export function ActivityPage() {
  const { filter, setFilter, clear } = useActivityFilter();
  return (
    <>
      <PageHeading
        title="Activity"
        action={
          <ExportMenu
            urlOf={(format) => urlOf(exportActivity, { query: { ...requestOf(filter), format } })}
          />
        }
      />
      <FilterBar filter={filter} onChange={setFilter} onClear={clear} />
      <ActivityList filter={filter} caption="Events" />
    </>
  );
}
