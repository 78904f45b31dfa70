import type { User } from "@sallyport/contract/users";
import { Moment } from "@sallyport/ui/moment";
import { Link } from "react-router";
import { MfaBadge } from "./mfa-badge.tsx";
import { RowState } from "./row-state.tsx";
import { rememberOpened } from "./use-row-focus.ts";
import css from "./users-table.module.css";

export function UserRow({ user }: { user: User }) {
  const { name, email, mfa, lastSignInAt } = user;
  return (
    <tr>
      <th scope="row" data-column="user">
        <bdi>{name}</bdi> <span>{email}</span>
      </th>
      <td data-column="username">
        <UserLink user={user} />
      </td>
      <td data-column="state">
        <RowState user={user} />
      </td>
      <td data-column="mfa">
        <MfaBadge mfa={mfa} />
      </td>
      <td data-column="login">{lastSignInAt ? <Moment at={lastSignInAt} as="relative" /> : "Never"}</td>
    </tr>
  );
}

function UserLink({ user: { id, username } }: { user: User }) {
  return (
    <Link className={css.open} to={`/admin/users/${id}`} data-user={id} onClick={() => rememberOpened(id)}>
      <span className={css.username}>{username}</span>
    </Link>
  );
}
