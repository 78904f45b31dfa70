import type { User } from "@sallyport/contract/users";
import { type Columns, DataTable } from "@sallyport/ui/data-table";
import { Moment } from "@sallyport/ui/moment";
import { Link } from "react-router";
import { Loaded } from "../../page/loaded.tsx";
import { MfaBadge } from "../users/mfa-badge.tsx";
import { RowState } from "../users/row-state.tsx";
import css from "./enforcement-page.module.css";
import { useFirstUsers } from "./enforcement-query.ts";
import { whyLate } from "./why-late.ts";

export const dueFilter = { due: 365, sort: "deadline" } as const;
export const lateFilter = { locked: "enrolment-deadline", sort: "deadline" } as const;

interface ListProps {
  /** The organisation's time zone. */
  timeZone: string;
  /** The link to all users of the list. */
  all: { href: string; text: string };
}

/** The earliest deadline comes first. */
export function DueList({ timeZone, all }: ListProps) {
  const due = useFirstUsers(dueFilter);
  return (
    <div className={css.list}>
      <h3>Next deadlines</h3>
      <Loaded query={due} what="the next deadlines">
        {(users) =>
          users.length === 0 ? (
            <p className={css.note}>No user has a deadline ahead.</p>
          ) : (
            <>
              <ul className={css.rows}>
                {users.map((user) => (
                  <li key={user.id}>
                    <span>{userCell(user)}</span>
                    <span className={css.when}>
                      {deadlineCell(user.mfa.enrolBy, timeZone)} <MfaBadge mfa={user.mfa} />
                    </span>
                  </li>
                ))}
              </ul>
              <p>
                <Link to={all.href}>{all.text}</Link>
              </p>
            </>
          )
        }
      </Loaded>
    </div>
  );
}

/** The user who has been locked longest comes first. */
export function LateList({ timeZone, all }: ListProps) {
  const late = useFirstUsers(lateFilter);
  return (
    <Loaded query={late} what="late users">
      {(users) =>
        users.length === 0 ? (
          <p className={css.note}>No user has missed a deadline.</p>
        ) : (
          <>
            <DataTable
              caption="Late users"
              columns={lateColumns(timeZone)}
              rows={users}
              rowKey={({ id }) => id}
            />
            <p>
              <Link to={all.href}>{all.text}</Link>
            </p>
          </>
        )
      }
    </Loaded>
  );
}

function lateColumns(timeZone: string): Columns<User> {
  return [
    { heading: "User", cell: userCell },
    { heading: "Deadline missed", cell: ({ mfa }) => deadlineCell(mfa.enrolBy, timeZone) },
    { heading: "State", cell: (user) => <RowState user={user} /> },
    { heading: "Why", cell: (user) => whyLate(user, timeZone) },
  ];
}

function userCell({ id, name, email }: User) {
  return (
    <>
      <Link to={`/admin/users/${id}`}>
        <bdi>{name}</bdi>
      </Link>{" "}
      <span className={css.email}>{email}</span>
    </>
  );
}

function deadlineCell(at: string | null, timeZone: string) {
  return at === null ? "–" : <Moment at={at} as="date-time" timeZone={timeZone} />;
}
