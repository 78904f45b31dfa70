import type { UserSecurity } from "@sallyport/contract/user-security";
import { useMay } from "../role.ts";
import css from "./account-acts.module.css";
import { BypassCodeAct } from "./bypass-code-act.tsx";
import { DeadlineAct } from "./deadline-act.tsx";
import { DeleteAct } from "./delete-act.tsx";
import { InvitationAct } from "./invitation-act.tsx";
import type { RemedyProps } from "./obstacle-remedy.tsx";
import { SendResetAct } from "./send-reset-act.tsx";
import { SuspendAct } from "./suspend-act.tsx";

export function AccountActs({
  user,
  security: { invitation, deletion, bypassCodes },
  heading,
  onAsk,
}: RemedyProps & { security: UserSecurity }) {
  const isAdministrator = useMay("administrator");
  return (
    <section className={css.acts} aria-labelledby="account-acts">
      <h2 id="account-acts">Account</h2>
      <DeadlineAct user={user} onAsk={onAsk} />
      <SendResetAct user={user} />
      <BypassCodeAct user={user} bypassCodes={bypassCodes} />
      {isAdministrator ? (
        <>
          <InvitationAct user={user} invitation={invitation} heading={heading} />
          <SuspendAct user={user} heading={heading} />
          <DeleteAct user={user} deletion={deletion} />
        </>
      ) : null}
    </section>
  );
}
