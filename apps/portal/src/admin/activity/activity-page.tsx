import { PageHeading } from "../page-heading.tsx";
import { useActivityFilter } from "./activity-filter.ts";
import { ActivityList } from "./activity-list.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { FilterBar } from "./filter-bar.tsx";

export function ActivityPage() {
  const { filter, setFilter, clear } = useActivityFilter();
  return (
    <>
      <PageHeading title="Activity" action={<ExportMenu filter={filter} />} />
      <FilterBar filter={filter} onChange={setFilter} onClear={clear} />
      <ActivityList filter={filter} caption="Events" />
    </>
  );
}
