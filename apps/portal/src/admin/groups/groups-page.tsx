import type { Group } from "@sallyport/contract/groups";
import { Badge } from "@sallyport/ui/badge";
import { Button } from "@sallyport/ui/button";
import { type Columns, DataTable } from "@sallyport/ui/data-table";
import { Dialog } from "@sallyport/ui/dialog";
import { EmptyState } from "@sallyport/ui/empty-state";
import { useToast } from "@sallyport/ui/toast";
import { Link, useNavigate, useSearchParams } from "react-router";
import { useKeptOpen } from "../../form/use-kept.ts";
import { Loaded } from "../../page/loaded.tsx";
import { MoreButton } from "../more-button.tsx";
import { PageHeading } from "../page-heading.tsx";
import { useMay } from "../role.ts";
import { SearchField } from "../search-field.tsx";
import { useAddGroup } from "./group-acts.ts";
import { GroupNameForm } from "./group-name-form.tsx";
import { countText, coverageText, requirementText } from "./group-text.ts";
import { useGroups } from "./groups-query.ts";
import { NewUsersRow } from "./new-users-row.tsx";

export function GroupsPage() {
  const [params, setParams] = useSearchParams();
  const search = params.get("search") ?? "";
  const groups = useGroups(search);
  const [isAdding, setAdding] = useKeptOpen("add-group");
  const toast = useToast();
  const navigate = useNavigate();
  const adding = useAddGroup(({ id, name }) => {
    setAdding(false);
    toast(`${name} is created.`);
    void navigate(`/admin/groups/${id}`);
  });
  const button = useMay("administrator") ? (
    <Button variant="primary" onClick={() => setAdding(true)}>
      Create group
    </Button>
  ) : undefined;
  const find = (text: string) => setParams(text === "" ? {} : { search: text }, { replace: true });
  return (
    <>
      <PageHeading title="Groups" action={button} />
      <SearchField label="Search groups" placeholder="Name" search={search} onSearch={find} />
      <Loaded query={groups} what="the groups">
        {(list) =>
          list.length > 0 ? (
            <DataTable caption="Groups" columns={columns} rows={list} rowKey={({ id }) => id} />
          ) : search === "" ? (
            <EmptyState title="No groups yet">
              A group can require multi-factor authentication of all its members.
            </EmptyState>
          ) : (
            <EmptyState
              title="No groups found"
              action={<Button onClick={() => find("")}>Show all groups</Button>}
            >
              No group has “{search}” in its name.
            </EmptyState>
          )
        }
      </Loaded>
      <MoreButton query={groups} />
      <section aria-labelledby="not-in-groups">
        <h2 id="not-in-groups" className="visually-hidden">
          Outside of groups
        </h2>
        <NewUsersRow />
      </section>
      <Dialog title="Create group" isOpen={isAdding} onClose={() => setAdding(false)}>
        <GroupNameForm kept="add-group" button="Create group" mutation={adding} />
      </Dialog>
    </>
  );
}

const columns: Columns<Group> = [
  {
    heading: "Name",
    cell: ({ id, name }) => (
      <Link to={`/admin/groups/${id}`}>
        <bdi>{name}</bdi>
      </Link>
    ),
  },
  { heading: "Members", cell: ({ members }) => countText(members) },
  { heading: "MFA set up", cell: coverageText },
  { heading: "MFA requirement", cell: requirementCell },
];

function requirementCell(group: Group) {
  return (
    <>
      {requirementText(group)} {group.isBeingApplied ? <Badge tone="accent">Being applied</Badge> : null}
    </>
  );
}
