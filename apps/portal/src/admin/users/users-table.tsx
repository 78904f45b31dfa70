import type { User } from "@sallyport/contract/users";
import { SortHeading } from "./sort-heading.tsx";
import { UserRow } from "./user-row.tsx";
import { inOrder, orderOf, type UsersOrder } from "./users-order.ts";
import css from "./users-table.module.css";
import type { UsersView, ViewChanges } from "./users-view.ts";

interface UsersTableProps {
  users: readonly User[];
  view: UsersView;
  isOutdated: boolean;
  onChange: (changes: ViewChanges) => void;
}

export function UsersTable({ users, view, isOutdated, onChange }: UsersTableProps) {
  const heading = {
    order: orderOf(view),
    onSort: (order: UsersOrder) => onChange(inOrder(view, order)),
  };
  return (
    <div className={css.frame}>
      <table className={css.table} aria-busy={isOutdated}>
        <caption className="visually-hidden">Users</caption>
        <thead>
          <tr>
            <SortHeading {...heading} column="user" sort="name">
              User
            </SortHeading>
            <th scope="col" data-column="username">
              Username
            </th>
            <th scope="col" data-column="state">
              State
            </th>
            <SortHeading {...heading} column="mfa" sort="deadline">
              MFA<span className="visually-hidden"> deadline</span>
            </SortHeading>
            <SortHeading {...heading} column="login" sort="last-login">
              Last login
            </SortHeading>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <UserRow key={user.id} user={user} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
