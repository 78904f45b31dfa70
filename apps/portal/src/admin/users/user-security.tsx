import type { User } from "@sallyport/contract/users";
import { useRef } from "react";
import { useMay } from "../role.ts";
import { RoleNotice } from "../role-notice.tsx";
import { AcceptCodesAct } from "./accept-codes-act.tsx";
import { DeadlineAct } from "./deadline-act.tsx";
import { EndSessionsAct } from "./end-sessions-act.tsx";
import { InvitationAct } from "./invitation-act.tsx";
import { ObstacleList } from "./obstacle-list.tsx";
import { ResetAct } from "./reset-act.tsx";
import { StateAct } from "./state-act.tsx";
import { UnlockAct } from "./unlock-act.tsx";
import type { UserActProps } from "./user-act-props.ts";
import css from "./user-security.module.css";

export function UserSecurity({ user }: { user: User }) {
  const mayHelp = useMay("help-desk");
  const maySuspend = useMay("administrator");
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <div className={css.security}>
      <ObstacleList user={user} />
      <section className={css.acts} aria-labelledby="acts">
        <h2 id="acts" ref={heading} tabIndex={-1}>
          What you can do
        </h2>
        {mayHelp ? <HelpActs user={user} heading={heading} /> : <RoleNotice />}
        {maySuspend ? <StateAct user={user} heading={heading} /> : null}
      </section>
    </div>
  );
}

function HelpActs({ user, heading }: UserActProps) {
  return (
    <>
      <DeadlineAct user={user} />
      <UnlockAct user={user} heading={heading} />
      <AcceptCodesAct user={user} heading={heading} />
      <ResetAct user={user} heading={heading} />
      <InvitationAct user={user} />
      <EndSessionsAct user={user} />
    </>
  );
}
