import type { User } from "@sallyport/contract/users";
import { Breakable } from "@sallyport/ui/breakable";
import { Moment } from "@sallyport/ui/moment";
import { Link } from "react-router";
import { SelectBox } from "./bulk/select-box.tsx";
import type { Selection } from "./bulk/use-selection.ts";
import { MfaBadge } from "./mfa-badge.tsx";
import { RowState } from "./row-state.tsx";
import { rememberOpened } from "./use-row-focus.ts";
import css from "./users-table.module.css";

interface UserRowProps {
  user: User;
  /** Null if the role allows no action on users. */
  selection: Selection | null;
}

export function UserRow({ user, selection }: UserRowProps) {
  const { id, name, email, mfa, lastSignInAt } = user;
  const isSelected = selection?.has(id) ?? false;
  return (
    <tr data-selected={isSelected || undefined}>
      {selection ? (
        <td data-column="select">
          <SelectBox
            label={`Select ${name}`}
            isChecked={isSelected}
            onChange={(isChosen, isRange) => selection.choose(id, isChosen, isRange)}
          />
        </td>
      ) : null}
      <th scope="row" data-column="user">
        <bdi>{name}</bdi>{" "}
        <span>
          <Breakable text={email} />
        </span>
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
