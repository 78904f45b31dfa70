import { EmptyState } from "@sallyport/ui/empty-state";
import { Tabs } from "@sallyport/ui/tabs";
import { Link, useParams, useSearchParams } from "react-router";
import { problemOf } from "../../api/problem-of.ts";
import { Loaded } from "../../page/loaded.tsx";
import { PageHeading } from "../page-heading.tsx";
import { UndeliveredMailNotice } from "../undelivered-mail.tsx";
import { StateBadges } from "./state-badges.tsx";
import { UserDetails } from "./user-details.tsx";
import { useUser } from "./user-query.ts";
import { UserSecurity } from "./user-security.tsx";

export function UserPage() {
  const { id = "" } = useParams();
  const user = useUser(id);
  const [params, setParams] = useSearchParams();
  if (user.error && ["not-found", "invalid-request"].includes(problemOf(user.error).code))
    return <NoSuchUser />;
  return (
    <>
      <PageHeading title={user.data?.name ?? "User"}>
        {user.data ? <StateBadges user={user.data} /> : null}
      </PageHeading>
      <Loaded query={user} what="the user">
        {(loaded) => (
          <>
            <UndeliveredMailNotice
              account={loaded}
              isLockedByDeadline={loaded.locks.some(({ reason }) => reason === "enrolment-deadline")}
            />
            <Tabs
              key={id}
              selected={params.get("tab") === "security" ? "security" : "details"}
              onSelect={(tab) => setParams(tab === "details" ? {} : { tab }, { replace: true })}
              tabs={[
                { value: "details", label: "Details", content: <UserDetails user={loaded} />, isKept: true },
                { value: "security", label: "Security", content: <UserSecurity user={loaded} /> },
              ]}
            />
          </>
        )}
      </Loaded>
    </>
  );
}

function NoSuchUser() {
  return (
    <>
      <PageHeading title="User not found" />
      <EmptyState title="There is no such user" action={<Link to="/admin/users">See all users</Link>}>
        The link may be old, or not complete.
      </EmptyState>
    </>
  );
}
