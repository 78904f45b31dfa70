import type { Group } from "@sallyport/contract/groups";
import { Badge } from "@sallyport/ui/badge";
import { EmptyState } from "@sallyport/ui/empty-state";
import { Link, useParams } from "react-router";
import { problemOf } from "../../api/problem-of.ts";
import { Loaded } from "../../page/loaded.tsx";
import { BackLink } from "../back-link.tsx";
import { PageHeading } from "../page-heading.tsx";
import { useMay } from "../role.ts";
import { DeleteGroup } from "./delete-group.tsx";
import { GroupMembers } from "./group-members.tsx";
import css from "./group-page.module.css";
import { GroupRequirementForm } from "./group-requirement-form.tsx";
import { coverageText, membersText, requirementText } from "./group-text.ts";
import { useGroup } from "./groups-query.ts";
import { RenameGroup } from "./rename-group.tsx";

export function GroupPage() {
  const { id = "" } = useParams();
  const group = useGroup(id);
  const code = group.error && problemOf(group.error).code;
  if (code === "not-found" || code === "invalid-request") return <NoSuchGroup />;
  return (
    <>
      <BackLink to="/admin/groups">Groups</BackLink>
      <PageHeading title={group.data?.name ?? "Group"}>
        {group.data?.isBeingApplied ? <Badge tone="accent">Being applied to the members</Badge> : null}
      </PageHeading>
      <Loaded query={group} what="the group">
        {(loaded) => (
          <div className={css.parts} key={id}>
            <GroupFacts group={loaded} />
            <section className={css.part} aria-labelledby="requirement">
              <h2 id="requirement">Requirement</h2>
              <GroupRequirementForm key={loaded.version} group={loaded} />
            </section>
            <GroupMembers group={loaded} />
            <GroupActs group={loaded} />
          </div>
        )}
      </Loaded>
    </>
  );
}

function GroupFacts({ group }: { group: Group }) {
  return (
    <dl className={css.facts}>
      <div>
        <dt>Members</dt>
        <dd>{membersText(group.members)}</dd>
      </div>
      <div>
        <dt>MFA set up</dt>
        <dd>{coverageText(group)}</dd>
      </div>
      <div>
        <dt>MFA requirement</dt>
        <dd>{requirementText(group)}</dd>
      </div>
    </dl>
  );
}

function GroupActs({ group }: { group: Group }) {
  if (!useMay("administrator")) return null;
  return (
    <section className={css.part} aria-labelledby="group-acts">
      <h2 id="group-acts">Group</h2>
      <RenameGroup group={group} />
      <DeleteGroup group={group} />
    </section>
  );
}

function NoSuchGroup() {
  return (
    <>
      <PageHeading title="Group not found" />
      <EmptyState title="There is no such group" action={<Link to="/admin/groups">See all groups</Link>}>
        The group was deleted, or the link is not complete.
      </EmptyState>
    </>
  );
}
