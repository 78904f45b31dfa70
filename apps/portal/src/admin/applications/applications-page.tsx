import type { ListedApplication } from "@sallyport/contract/applications/applications";
import { Button } from "@sallyport/ui/button";
import { type Columns, DataTable } from "@sallyport/ui/data-table";
import { Dialog } from "@sallyport/ui/dialog";
import { EmptyState } from "@sallyport/ui/empty-state";
import { Moment } from "@sallyport/ui/moment";
import { Link, useNavigate, useSearchParams } from "react-router";
import { ApplicationIcon } from "../../application-icon/application-icon.tsx";
import { useKeptOpen } from "../../form/use-kept.ts";
import { Loaded } from "../../page/loaded.tsx";
import { MoreButton } from "../more-button.tsx";
import { PageHeading } from "../page-heading.tsx";
import { useMay } from "../role.ts";
import { SearchField } from "../search-field.tsx";
import { AddApplicationForm, addKey } from "./add-application-form.tsx";
import { useAddApplication } from "./application-acts.ts";
import { listedAccess, secondFactorWords } from "./application-text.ts";
import css from "./applications-page.module.css";
import { useApplications } from "./applications-query.ts";
import { useKeepFreshSecret } from "./fresh-secret.ts";

export function ApplicationsPage() {
  const [params, setParams] = useSearchParams();
  const search = params.get("search") ?? "";
  const applications = useApplications(search);
  const [isAdding, setAdding] = useKeptOpen(addKey);
  const navigate = useNavigate();
  const keepSecret = useKeepFreshSecret();
  const adding = useAddApplication(({ application: { id }, secret }) => {
    setAdding(false);
    if (secret !== null) keepSecret(id, secret);
    void navigate(`/admin/applications/${id}`);
  });
  const button = useMay("administrator") ? (
    <Button variant="primary" onClick={() => setAdding(true)}>
      Add application
    </Button>
  ) : undefined;
  const find = (text: string) => setParams(text === "" ? {} : { search: text }, { replace: true });
  return (
    <>
      <PageHeading title="Applications" action={button} />
      <SearchField label="Search applications" placeholder="Name" search={search} onSearch={find} />
      <Loaded query={applications} what="the applications">
        {(list) =>
          list.length > 0 ? (
            <DataTable caption="Applications" columns={columns} rows={list} rowKey={({ id }) => id} />
          ) : search === "" ? (
            <EmptyState title="No applications yet">
              Users log in to an application with their account of this portal, and with the second factor
              that you require.
            </EmptyState>
          ) : (
            <EmptyState
              title="No applications found"
              action={<Button onClick={() => find("")}>Show all applications</Button>}
            >
              No application has “{search}” in its name.
            </EmptyState>
          )
        }
      </Loaded>
      <MoreButton query={applications} />
      <Dialog title="Add application" isOpen={isAdding} onClose={() => setAdding(false)}>
        <AddApplicationForm mutation={adding} />
      </Dialog>
    </>
  );
}

const columns: Columns<ListedApplication> = [
  {
    heading: "Name",
    cell: ({ id, name, template }) => (
      <span className={css.name}>
        <ApplicationIcon name={name} template={template} />
        <Link to={`/admin/applications/${id}`}>
          <bdi>{name}</bdi>
        </Link>
      </span>
    ),
  },
  { heading: "Who can log in", cell: listedAccess },
  { heading: "Second factor", cell: ({ secondFactor }) => secondFactorWords[secondFactor] },
  { heading: "First login", cell: firstLoginCell },
];

function firstLoginCell({ firstLoginAt }: ListedApplication) {
  return firstLoginAt === null ? "Not yet" : <Moment at={firstLoginAt} as="date" />;
}
