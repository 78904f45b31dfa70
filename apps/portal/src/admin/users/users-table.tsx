import type { User } from "@sallyport/contract/users";
import { useMay } from "../role.ts";
import { SelectBox } from "./bulk/select-box.tsx";
import type { Selection } from "./bulk/use-selection.ts";
import { SortHeading } from "./sort-heading.tsx";
import { UserRow } from "./user-row.tsx";
import { inOrder, orderOf, type UsersOrder } from "./users-order.ts";
import css from "./users-table.module.css";
import type { UsersView, ViewChanges } from "./users-view.ts";

interface UsersTableProps {
  users: readonly User[];
  view: UsersView;
  isOutdated: boolean;
  selection: Selection;
  onChange: (changes: ViewChanges) => void;
}

export function UsersTable({ users, view, isOutdated, selection, onChange }: UsersTableProps) {
  const heading = {
    order: orderOf(view),
    onSort: (order: UsersOrder) => onChange(inOrder(view, order)),
  };
  const maySelect = useMay("help-desk");
  const selected = users.filter(({ id }) => selection.has(id)).length;
  return (
    <div className={css.frame}>
      <table className={css.table} aria-busy={isOutdated} data-selectable={maySelect || undefined}>
        <caption className="visually-hidden">Users</caption>
        <thead>
          <tr>
            {maySelect ? (
              <th scope="col" data-column="select">
                <SelectBox
                  label="Select all users on this page"
                  isChecked={selected === users.length}
                  isMixed={selected > 0 && selected < users.length}
                  onChange={selection.choosePage}
                />
              </th>
            ) : null}
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
            <UserRow key={user.id} user={user} selection={maySelect ? selection : null} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
