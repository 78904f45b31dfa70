import type { UserSecurity } from "@sallyport/contract/user-security";
import type { User } from "@sallyport/contract/users";
import { Badge } from "@sallyport/ui/badge";
import { Moment } from "@sallyport/ui/moment";
import { Fragment } from "react";
import { Link } from "react-router";
import { useUserGroups } from "../groups/groups-query.ts";
import { DeadlineSource } from "./deadline-source.tsx";
import { InvitationFacts } from "./invitation-facts.tsx";
import css from "./user-card.module.css";
import { useUserSecurity } from "./user-query.ts";

export function UserCard({ user }: { user: User }) {
  const { data } = useUserSecurity(user.id);
  return (
    <aside className={css.card} aria-label="At a glance">
      <dl className={css.facts}>
        <dt>MFA</dt>
        <dd>
          <MfaFact user={user} />
        </dd>
        <dt>Last login</dt>
        <dd>
          {user.lastSignInAt === null ? (
            "Never"
          ) : (
            <>
              <Moment at={user.lastSignInAt} as="date-time" />
              {data?.lastSignInFrom ? ` from ${data.lastSignInFrom}` : null}
            </>
          )}
        </dd>
        <dt>Sessions</dt>
        <dd>{data ? <SessionCount sessions={data.sessions} /> : "…"}</dd>
        {user.state === "staged" ? (
          <>
            <dt>Invitation</dt>
            <dd>
              {data?.invitation ? <InvitationFacts invitation={data.invitation} /> : "No open invitation"}
            </dd>
          </>
        ) : null}
        <dt>Groups</dt>
        <dd>
          <GroupsFact id={user.id} />
        </dd>
        <dt>Added</dt>
        <dd>
          <Moment at={user.createdAt} as="date" />
        </dd>
      </dl>
    </aside>
  );
}

function MfaFact({ user: { id, mfa } }: { user: User }) {
  const { isRequired, isEnrolled, enrolBy } = mfa;
  if (isEnrolled) return <Badge tone="success">Set up</Badge>;
  return (
    <>
      <Badge tone={isRequired ? "warning" : "neutral"}>Not set up</Badge>{" "}
      {isRequired ? null : "and not required"}
      {isRequired && enrolBy !== null ? (
        <>
          due <Moment at={enrolBy} as="date-time" /> <DeadlineSource id={id} />
        </>
      ) : null}
    </>
  );
}

function GroupsFact({ id }: { id: string }) {
  const { data } = useUserGroups(id);
  if (!data) return "…";
  if (data.groups.length === 0) return "None";
  return data.groups.map(({ id: groupId, name }, place) => (
    <Fragment key={groupId}>
      {place === 0 ? null : ", "}
      <Link to={`/admin/groups/${groupId}`}>
        <bdi>{name}</bdi>
      </Link>
    </Fragment>
  ));
}

function SessionCount({ sessions }: Pick<UserSecurity, "sessions">) {
  return sessions.length === 0 ? "None open" : `${sessions.length} open`;
}
