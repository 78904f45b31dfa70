import type { SessionOfUser, UserSecurity } from "@sallyport/contract/user-security";
import type { User } from "@sallyport/contract/users";
import { Button } from "@sallyport/ui/button";
import { ConfirmDialog } from "@sallyport/ui/confirm-dialog";
import { useToast } from "@sallyport/ui/toast";
import { useRef, useState } from "react";
import { problemOf } from "../../api/problem-of.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { Row, RowList } from "../../security/row-list.tsx";
import { SecuritySection } from "../../security/security-section.tsx";
import { SessionFacts } from "../../security/session-facts.tsx";
import { useMay } from "../role.ts";
import { ActButton } from "./act-button.tsx";
import { useEndUserSession, useEndUserSessions } from "./user-acts.ts";

interface UserSessionsProps {
  user: User;
  sessions: UserSecurity["sessions"];
}

export function UserSessions({ user, sessions }: UserSessionsProps) {
  const mayEnd = useMay("help-desk");
  const heading = useRef<HTMLHeadingElement>(null);
  const [isAsking, setAsking] = useState(false);
  const toast = useToast();
  const ending = useEndUserSessions(user.id, () => {
    setAsking(false);
    toast(`The sessions of ${user.name} are ended.`);
  });
  return (
    <SecuritySection
      title="Sessions"
      lead="Where the user is logged in."
      heading={heading}
      action={
        mayEnd && user.state === "active" && sessions.length > 0 ? (
          <Button variant="danger" onClick={() => setAsking(true)}>
            End all sessions
          </Button>
        ) : null
      }
    >
      <RowList label="Sessions" items={sessions} ifNone="No open sessions.">
        {(session) => (
          <Row
            name={session.device}
            facts={<SessionFacts session={session} />}
            factsId={factsIdOf(session)}
            buttons={
              mayEnd ? (
                <EndSession
                  user={user}
                  session={session}
                  onDone={() => {
                    toast(`${session.device} is logged out.`);
                    heading.current?.focus();
                  }}
                />
              ) : null
            }
          />
        )}
      </RowList>
      <ConfirmDialog
        title={`End all sessions of ${user.name}?`}
        action="End all sessions"
        isOpen={isAsking}
        isBusy={ending.isPending}
        onConfirm={() => ending.mutate()}
        onClose={() => setAsking(false)}
        fallbackFocus={heading}
      >
        <p>
          <bdi>{user.name}</bdi> is logged out in every browser, and can log in again at once. Logins that are
          not finished end too.
        </p>
        <RefusalNotice problem={ending.error && problemOf(ending.error)} />
      </ConfirmDialog>
    </SecuritySection>
  );
}

const factsIdOf = ({ id }: SessionOfUser) => `facts-of-${id}`;

interface EndSessionProps {
  user: User;
  session: SessionOfUser;
  onDone: () => void;
}

/** Needs no confirmation, because the user can log in again on that device. */
function EndSession({ user, session, onDone }: EndSessionProps) {
  const ending = useEndUserSession(user.id, session.id, onDone);
  return (
    <ActButton act={ending} described={factsIdOf(session)}>
      End <span className="visually-hidden">{session.device}</span>
    </ActButton>
  );
}
