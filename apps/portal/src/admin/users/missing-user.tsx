import type { Problem } from "@sallyport/contract/problem";
import { EmptyState } from "@sallyport/ui/empty-state";
import { Moment } from "@sallyport/ui/moment";
import { Link } from "react-router";
import { listOfUsers } from "../list-of-users.ts";
import { PageHeading } from "../page-heading.tsx";

export function NoSuchUser() {
  return (
    <>
      <PageHeading title="User not found" />
      <EmptyState title="There is no such user" action={<Link to={listOfUsers()}>See all users</Link>}>
        The link may be old, or not complete.
      </EmptyState>
    </>
  );
}

interface DeletedUserProps {
  problem: Problem;
  name?: string | undefined;
}

export function DeletedUser({ problem: { lastChange }, name = "User" }: DeletedUserProps) {
  return (
    <>
      <PageHeading title={name} />
      <EmptyState
        title="This user was deleted"
        action={<Link to={listOfUsers()}>Go to the list of users</Link>}
      >
        {lastChange ? (
          <>
            {lastChange.by === null ? "The account was deleted" : `${lastChange.by} deleted the account`} on{" "}
            <Moment at={lastChange.at} as="date-time" />.{" "}
          </>
        ) : null}
        The activity log still has the events.
      </EmptyState>
    </>
  );
}
