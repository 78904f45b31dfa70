import type { User } from "@sallyport/contract/users";
import { Breakable } from "@sallyport/ui/breakable";
import { type Columns, DataTable } from "@sallyport/ui/data-table";
import { EmptyState } from "@sallyport/ui/empty-state";
import { Moment } from "@sallyport/ui/moment";
import { Skeleton } from "@sallyport/ui/skeleton";
import { Link } from "react-router";
import { UndeliveredMailBadge } from "../undelivered-mail.tsx";
import { MfaBadge } from "./mfa-badge.tsx";
import { StateBadges } from "./state-badges.tsx";

const columns: Columns<User> = [
  {
    heading: "Username",
    cell: ({ id, username }) => (
      <Link to={`/admin/users/${id}`}>
        <Breakable text={username} />
      </Link>
    ),
  },
  { heading: "Name", cell: ({ name }) => <bdi>{name}</bdi> },
  {
    heading: "E-mail",
    cell: ({ email, mailUndeliveredSince }) => (
      <>
        <Breakable text={email} /> <UndeliveredMailBadge since={mailUndeliveredSince} />
      </>
    ),
  },
  { heading: "State", cell: (user) => <StateBadges user={user} /> },
  { heading: "MFA", cell: ({ mfa }) => <MfaBadge mfa={mfa} /> },
  {
    heading: "Last login",
    hasWholeWords: true,
    cell: ({ lastSignInAt }) => (lastSignInAt ? <Moment at={lastSignInAt} as="relative" /> : "Never"),
  },
];

interface UsersTableProps {
  users: readonly User[];
  search: string;
  /** True while `users` contains the results of the previous search. */
  isOfOlderSearch: boolean;
}

export function UsersTable({ users, search, isOfOlderSearch }: UsersTableProps) {
  if (users.length > 0)
    return <DataTable caption="Users" columns={columns} rows={users} rowKey={({ id }) => id} />;
  if (isOfOlderSearch) return <Skeleton label="Searching" lines={5} />;
  return search === "" ? (
    <EmptyState title="No users yet">People you add here get an invitation by mail.</EmptyState>
  ) : (
    <EmptyState title="No users found">
      No name, username or e-mail address has words that begin with “{search}”.
    </EmptyState>
  );
}
