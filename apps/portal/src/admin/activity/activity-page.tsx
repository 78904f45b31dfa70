import { exportActivity } from "@sallyport/contract/activity";
import { urlOf } from "@sallyport/contract/call";
import { LinkButton } from "@sallyport/ui/button";
import { ExportMenu } from "../export-menu.tsx";
import { PageHeading } from "../page-heading.tsx";
import { useMay } from "../role.ts";
import { requestOf, useActivityFilter } from "./activity-filter.ts";
import { ActivityList } from "./activity-list.tsx";
import { FilterBar } from "./filter-bar.tsx";

export function ActivityPage() {
  const isOwner = useMay("owner");
  const { filter, setFilter, clear } = useActivityFilter();
  return (
    <>
      <PageHeading
        title="Activity"
        action={
          <>
            {isOwner ? <LinkButton href="/admin/webhooks">Webhooks</LinkButton> : null}
            <ExportMenu
              urlOf={(format) => urlOf(exportActivity, { query: { ...requestOf(filter), format } })}
            />
          </>
        }
      />
      <FilterBar filter={filter} onChange={setFilter} onClear={clear} />
      <ActivityList filter={filter} caption="Events" />
    </>
  );
}
