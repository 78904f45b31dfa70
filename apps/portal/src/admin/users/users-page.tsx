import { urlOf } from "@sallyport/contract/call";
import { exportUsers } from "@sallyport/contract/users";
import { Button, LinkButton } from "@sallyport/ui/button";
import { Icon } from "@sallyport/ui/icon";
import { Link } from "@sallyport/ui/link";
import { Skeleton } from "@sallyport/ui/skeleton";
import { useCallback, useId, useRef, useState } from "react";
import { useKeptOpen } from "../../form/use-kept.ts";
import { Loaded } from "../../page/loaded.tsx";
import { ExportMenu } from "../export-menu.tsx";
import { UnfinishedJobs } from "../jobs/unfinished-jobs.tsx";
import { PageHeading } from "../page-heading.tsx";
import { useMay } from "../role.ts";
import { AddUser } from "./add-user.tsx";
import { BulkBar } from "./bulk/bulk-bar.tsx";
import { useSelection } from "./bulk/use-selection.ts";
import { FilterChips } from "./filter-chips.tsx";
import { filtersInUse, MoreFilters } from "./more-filters.tsx";
import { NoUsers } from "./no-users.tsx";
import { SearchUsers } from "./search-users.tsx";
import { SortUsers } from "./sort-users.tsx";
import { useRowFocus } from "./use-row-focus.ts";
import { useRowKeys } from "./use-row-keys.ts";
import { useUsersView } from "./use-users-view.ts";
import css from "./users-page.module.css";
import { UsersPager } from "./users-pager.tsx";
import { useUserCounts, useUsers } from "./users-query.ts";
import { UsersTable } from "./users-table.tsx";
import { exportQueryOf, type UsersView } from "./users-view.ts";

export function UsersPage() {
  const { view, change, nextPage, previousPage, firstPage } = useUsersView();
  const users = useUsers(view);
  const counts = useUserCounts();
  const [isAdding, setAdding] = useKeptOpen("add-user");
  const [areFiltersOpen, setFiltersOpen] = useState(false);
  const filtersId = useId();
  const list = useRef<HTMLDivElement>(null);
  useRowKeys(list);
  const isComplete = users.data !== undefined && !users.isPlaceholderData;
  const focusFirstRow = useRowFocus(list, isComplete);
  const search = useCallback((text: string) => change({ search: text }, { replace: true }), [change]);
  const mayAdd = useMay("administrator");
  const selection = useSelection(
    view,
    (users.data?.users ?? []).map(({ id }) => id),
  );
  const next = users.isPlaceholderData ? null : (users.data?.next ?? null);

  function turnTo(open: (() => void) | undefined) {
    if (!open) return undefined;
    return () => {
      focusFirstRow();
      open();
    };
  }

  return (
    <>
      <PageHeading
        title="Users"
        action={
          <div className={css.actions}>
            <ExportMenu
              urlOf={(format) => urlOf(exportUsers, { query: { ...exportQueryOf(view), format } })}
            />
            {mayAdd ? (
              <>
                <LinkButton variant="quiet" href="/admin/users/import">
                  Import
                </LinkButton>
                <Button variant="primary" onClick={() => setAdding(true)}>
                  Add user
                </Button>
              </>
            ) : null}
          </div>
        }
      />
      <UnfinishedJobs />
      <div className={css.tools}>
        <SearchUsers search={view.search} onSearch={search} />
        <SortUsers view={view} onChange={change} />
        <Button
          aria-expanded={areFiltersOpen}
          aria-controls={filtersId}
          onClick={() => setFiltersOpen(!areFiltersOpen)}
        >
          {filtersText(view)}
          <Icon name="down" />
        </Button>
      </div>
      <div id={filtersId} hidden={!areFiltersOpen}>
        <MoreFilters view={view} onChange={change} />
      </div>
      <FilterChips view={view} counts={counts.data} onChange={change} />
      <output className="visually-hidden">
        {isComplete ? countText(users.data.users.length, next !== null || view.after !== undefined) : null}
      </output>
      <div ref={list} className={css.list}>
        <Loaded query={users} what="the users">
          {({ users: shown }) =>
            shown.length > 0 ? (
              <UsersTable
                users={shown}
                view={view}
                isOutdated={users.isPlaceholderData}
                selection={selection}
                onChange={change}
              />
            ) : users.isPlaceholderData ? (
              <Skeleton label="Searching" lines={5} />
            ) : (
              <NoUsers view={view} onChange={change} />
            )
          }
        </Loaded>
        <UsersPager
          onFirst={turnTo(firstPage)}
          onPrevious={turnTo(previousPage)}
          onNext={turnTo(next === null ? undefined : () => nextPage(next))}
        />
        <p className={css.jobs}>
          <Link href="/admin/jobs">Results of bulk actions</Link>
        </p>
        <BulkBar
          view={view}
          selection={selection}
          counts={counts.data}
          hasOtherPages={next !== null || view.after !== undefined}
        />
      </div>
      <AddUser isOpen={isAdding} onClose={() => setAdding(false)} />
    </>
  );
}

function filtersText(view: UsersView): string {
  const count = filtersInUse(view);
  return count === 0 ? "Filters" : `Filters (${count})`;
}

function countText(count: number, isOfSeveral: boolean): string {
  if (isOfSeveral) return `${count} users on this page.`;
  return count === 1 ? "1 user." : `${count || "No"} users.`;
}
