import type { User } from "@sallyport/contract/users";
import { Breakable } from "@sallyport/ui/breakable";
import { type Columns, DataTable } from "@sallyport/ui/data-table";
import { EmptyState } from "@sallyport/ui/empty-state";
import { Moment } from "@sallyport/ui/moment";
import { Link } from "react-router";
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
  { heading: "Name", cell: ({ name }) => name },
  { heading: "E-mail", cell: ({ email }) => <Breakable text={email} /> },
  { heading: "State", cell: (user) => <StateBadges user={user} /> },
  { heading: "MFA", cell: ({ mfa }) => <MfaBadge mfa={mfa} /> },
  {
    heading: "Last sign-in",
    cell: ({ lastSignInAt }) => (lastSignInAt ? <Moment at={lastSignInAt} as="relative" /> : "Never"),
  },
];

export function UsersTable({ users, search }: { users: readonly User[]; search: string }) {
  if (users.length > 0)
    return <DataTable caption="Users" columns={columns} rows={users} rowKey={({ id }) => id} />;
  return search === "" ? (
    <EmptyState title="No users yet">Whom you add here gets an invitation by mail.</EmptyState>
  ) : (
    <EmptyState title="Nobody found">No username, e-mail address or name begins with “{search}”.</EmptyState>
  );
}
