import type { OpenSession } from "@sallyport/contract/security";
import { Badge } from "@sallyport/ui/badge";
import { Button } from "@sallyport/ui/button";
import { useToast } from "@sallyport/ui/toast";
import { useRef } from "react";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { EndSession } from "./end-session.tsx";
import { Row, RowList } from "./row-list.tsx";
import { useEndOtherSessions } from "./security-acts.ts";
import { SecuritySection } from "./security-section.tsx";
import { SessionFacts } from "./session-facts.tsx";

export function SessionsSection({ sessions }: { sessions: readonly OpenSession[] }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const toast = useToast();
  const tell = (message: string) => {
    toast(message);
    heading.current?.focus();
  };
  const ending = useEndOtherSessions(() => tell("All other sessions have ended."));
  return (
    <SecuritySection
      title="Sessions"
      name="sessions"
      lead="Where you are logged in. If you don't recognise a session, log it out and change your password."
      heading={heading}
      action={
        sessions.some(({ isThis }) => !isThis) ? (
          <Button isBusy={ending.isPending} onClick={() => ending.mutate()}>
            Log out all other sessions
          </Button>
        ) : null
      }
    >
      <RefusalNotice problem={ending.error && problemOf(ending.error)} />
      <RowList label="Sessions" items={sessions} ifNone="No sessions">
        {(session) => (
          <Row
            name={session.device}
            badge={session.isThis ? <Badge tone="accent">This session</Badge> : null}
            facts={<SessionFacts session={session} />}
            factsId={factsIdOf(session)}
            buttons={
              session.isThis ? null : (
                <EndSession
                  session={session}
                  described={factsIdOf(session)}
                  onDone={() => tell(`${session.device} is logged out.`)}
                />
              )
            }
          />
        )}
      </RowList>
    </SecuritySection>
  );
}

const factsIdOf = ({ id }: OpenSession) => `facts-of-${id}`;
