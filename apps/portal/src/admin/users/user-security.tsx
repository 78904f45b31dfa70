import type { UserSecurity as Security } from "@sallyport/contract/user-security";
import type { User } from "@sallyport/contract/users";
import { useToast } from "@sallyport/ui/toast";
import { useRef, useState } from "react";
import { useIsKept } from "../../form/use-kept.ts";
import { Loaded } from "../../page/loaded.tsx";
import { useMay } from "../role.ts";
import { RoleNotice } from "../role-notice.tsx";
import { AccountActs } from "./account-acts.tsx";
import { DeadlineQuestions } from "./deadline-questions.tsx";
import { ObstacleList } from "./obstacle-list.tsx";
import type { Question } from "./obstacle-remedy.tsx";
import { obstacles } from "./obstacles.ts";
import { ResetQuestion } from "./reset-question.tsx";
import { UserFactors } from "./user-factors.tsx";
import { useUserSecurity } from "./user-query.ts";
import css from "./user-security.module.css";
import { UserSessions } from "./user-sessions.tsx";

export function UserSecurity({ user }: { user: User }) {
  const security = useUserSecurity(user.id);
  return (
    <Loaded query={security} what="the security of the user">
      {(loaded) => <SecurityOfUser user={user} security={loaded} />}
    </Loaded>
  );
}

function SecurityOfUser({ user, security }: { user: User; security: Security }) {
  const mayHelp = useMay("help-desk");
  const isKept = useIsKept();
  const [asking, setAsking] = useState<Question | undefined>(() =>
    (["extend", "shorten"] as const).find(isKept),
  );
  const toast = useToast();
  const reasons = useRef<HTMLHeadingElement>(null);
  const factors = useRef<HTMLHeadingElement>(null);
  const end = () => setAsking(undefined);
  const isResetAbove = obstacles(user).some(({ remedy }) => remedy === "reset");
  return (
    <div className={css.security}>
      <ObstacleList user={user} heading={reasons} onAsk={setAsking} />
      {mayHelp ? null : <RoleNotice />}
      <UserFactors
        user={user}
        security={security}
        heading={factors}
        onReset={isResetAbove ? null : () => setAsking("reset")}
      />
      <UserSessions user={user} sessions={security.sessions} />
      {mayHelp ? <AccountActs user={user} security={security} heading={reasons} onAsk={setAsking} /> : null}
      <DeadlineQuestions user={user} asking={asking} onEnd={end} fallbackFocus={reasons} />
      <ResetQuestion
        user={user}
        isOpen={asking === "reset"}
        onClose={end}
        onDone={() => {
          end();
          toast("The authenticator is reset.");
        }}
        fallbackFocus={factors}
      />
    </div>
  );
}
