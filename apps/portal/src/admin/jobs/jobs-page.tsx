import type { Job } from "@sallyport/contract/jobs";
import { type Columns, DataTable } from "@sallyport/ui/data-table";
import { EmptyState } from "@sallyport/ui/empty-state";
import { Moment } from "@sallyport/ui/moment";
import { Link } from "react-router";
import { Loaded } from "../../page/loaded.tsx";
import { BackLink } from "../back-link.tsx";
import { listOfUsers } from "../list-of-users.ts";
import { PageHeading } from "../page-heading.tsx";
import { useJobs } from "./job-query.ts";
import { stateText } from "./job-text.ts";

const columns: Columns<Job> = [
  { heading: "Action", cell: ({ id, title }) => <Link to={`/admin/jobs/${id}`}>{title}</Link> },
  { heading: "State", cell: stateText },
  { heading: "By", cell: ({ by }) => by },
  {
    heading: "Started",
    cell: ({ confirmedAt, madeAt }) => <Moment at={confirmedAt ?? madeAt} as="date-time" />,
  },
];

export function JobsPage() {
  const jobs = useJobs();
  return (
    <>
      <BackLink to={listOfUsers()}>Users</BackLink>
      <PageHeading title="Bulk actions" />
      <Loaded query={jobs} what="the bulk actions">
        {({ jobs: shown }) =>
          shown.length === 0 ? (
            <EmptyState title="No bulk actions yet">
              Select users in the list of users, and choose an action. Results are kept for 30 days.
            </EmptyState>
          ) : (
            <DataTable caption="Bulk actions" rows={shown} rowKey={({ id }) => id} columns={columns} />
          )
        }
      </Loaded>
    </>
  );
}
