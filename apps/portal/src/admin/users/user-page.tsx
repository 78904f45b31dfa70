import type { User } from "@sallyport/contract/users";
import { Tabs } from "@sallyport/ui/tabs";
import { useParams, useSearchParams } from "react-router";
import { problemOf } from "../../api/problem-of.ts";
import { Loaded } from "../../page/loaded.tsx";
import { ActivityOf } from "../activity/activity-of.tsx";
import { BackLink } from "../back-link.tsx";
import { listOfUsers } from "../list-of-users.ts";
import { PageHeading } from "../page-heading.tsx";
import { UndeliveredMailNotice } from "../undelivered-mail.tsx";
import { DeletedUser, NoSuchUser } from "./missing-user.tsx";
import { StateBadges } from "./state-badges.tsx";
import { UserCard } from "./user-card.tsx";
import { UserDetails } from "./user-details.tsx";
import css from "./user-page.module.css";
import { useUser } from "./user-query.ts";
import { UserSecurity } from "./user-security.tsx";

export function UserPage() {
  const { id = "" } = useParams();
  const user = useUser(id);
  const problem = user.error && problemOf(user.error);
  if (problem?.code === "user-deleted") return <DeletedUser problem={problem} name={user.data?.name} />;
  if (problem?.code === "not-found" || problem?.code === "invalid-request") return <NoSuchUser />;
  return (
    <>
      <BackLink to={listOfUsers()}>Users</BackLink>
      <PageHeading title={user.data?.name ?? "User"}>
        {user.data ? <StateBadges user={user.data} /> : null}
      </PageHeading>
      <Loaded query={user} what="the user">
        {(loaded) => (
          <div className={css.columns}>
            <div className={css.main}>
              <UndeliveredMailNotice
                account={loaded}
                isLockedByDeadline={loaded.locks.some(({ reason }) => reason === "enrolment-deadline")}
              />
              <UserTabs key={id} user={loaded} />
            </div>
            <UserCard user={loaded} />
          </div>
        )}
      </Loaded>
    </>
  );
}

function UserTabs({ user }: { user: User }) {
  const [params, setParams] = useSearchParams();
  const tabs = [
    { value: "details", label: "Details", content: <UserDetails user={user} />, isKept: true },
    { value: "security", label: "Security", content: <UserSecurity user={user} /> },
    { value: "activity", label: "Activity", content: <ActivityOf user={user} /> },
  ];
  const selected = tabs.find(({ value }) => value === params.get("tab"))?.value ?? "details";
  return (
    <Tabs
      selected={selected}
      onSelect={(tab) => setParams(tab === "details" ? {} : { tab }, { replace: true })}
      tabs={tabs}
    />
  );
}
