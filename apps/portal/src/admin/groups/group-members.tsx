import type { Group } from "@sallyport/contract/groups";
import type { User } from "@sallyport/contract/users";
import { LinkButton } from "@sallyport/ui/button";
import { type Columns, DataTable } from "@sallyport/ui/data-table";
import { EmptyState } from "@sallyport/ui/empty-state";
import { useCallback, useState } from "react";
import { Link } from "react-router";
import { Loaded } from "../../page/loaded.tsx";
import { MoreButton } from "../more-button.tsx";
import { useMay } from "../role.ts";
import { SearchField } from "../search-field.tsx";
import { MfaBadge } from "../users/mfa-badge.tsx";
import { RowState } from "../users/row-state.tsx";
import { AddMember } from "./add-member.tsx";
import css from "./group-page.module.css";
import { useGroupMembers } from "./groups-query.ts";
import { RemoveMember } from "./remove-member.tsx";

export function GroupMembers({ group }: { group: Group }) {
  const [search, setSearch] = useState("");
  const members = useGroupMembers(group.id, search);
  const mayChange = useMay("administrator");
  const find = useCallback((text: string) => setSearch(text), []);
  return (
    <section className={css.part} aria-labelledby="members">
      <h2 id="members" tabIndex={-1}>
        Members
      </h2>
      {mayChange ? <AddMember group={group} /> : null}
      <div className={css.tools}>
        <SearchField
          label="Search members"
          placeholder="Name, username or e-mail"
          search={search}
          onSearch={find}
        />
        <LinkButton href={`/admin/users?group=${group.id}`}>Filter in “Users”</LinkButton>
      </div>
      <Loaded query={members} what="the members">
        {(list) =>
          list.length > 0 ? (
            <DataTable
              caption="Members"
              columns={memberColumns(group, mayChange)}
              rows={list}
              rowKey={({ id }) => id}
            />
          ) : (
            <EmptyState title={search === "" ? "No members yet" : "No members found"}>
              {search === ""
                ? "Add users above."
                : `No member's name, username or e-mail address has words that begin with “${search}”.`}
            </EmptyState>
          )
        }
      </Loaded>
      <MoreButton query={members} />
    </section>
  );
}

function memberColumns(group: Group, mayChange: boolean): Columns<User> {
  const columns: Columns<User> = [
    { heading: "User", cell: userCell },
    { heading: "State", cell: stateCell },
    { heading: "MFA", cell: mfaCell },
  ];
  if (!mayChange) return columns;
  return [...columns, { heading: "Change", cell: (user) => <RemoveMember group={group} user={user} /> }];
}

function stateCell(user: User) {
  return <RowState user={user} />;
}

function mfaCell({ mfa }: User) {
  return <MfaBadge mfa={mfa} />;
}

function userCell({ id, name, email }: User) {
  return (
    <>
      <Link to={`/admin/users/${id}`}>
        <bdi>{name}</bdi>
      </Link>{" "}
      <span className={css.address}>{email}</span>
    </>
  );
}
