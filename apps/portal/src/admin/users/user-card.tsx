import type { UserSecurity } from "@sallyport/contract/user-security";
import type { User } from "@sallyport/contract/users";
import { Badge } from "@sallyport/ui/badge";
import { Moment } from "@sallyport/ui/moment";
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
          <MfaFact mfa={user.mfa} />
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
        <dt>Added</dt>
        <dd>
          <Moment at={user.createdAt} as="date" />
        </dd>
      </dl>
    </aside>
  );
}

function MfaFact({ mfa: { isRequired, isEnrolled, enrolBy } }: Pick<User, "mfa">) {
  if (isEnrolled) return <Badge tone="success">Set up</Badge>;
  return (
    <>
      <Badge tone={isRequired ? "warning" : "neutral"}>Not set up</Badge>{" "}
      {isRequired ? null : "and not required"}
      {isRequired && enrolBy !== null ? (
        <>
          due <Moment at={enrolBy} as="date-time" />
        </>
      ) : null}
    </>
  );
}

function SessionCount({ sessions }: Pick<UserSecurity, "sessions">) {
  return sessions.length === 0 ? "None open" : `${sessions.length} open`;
}
