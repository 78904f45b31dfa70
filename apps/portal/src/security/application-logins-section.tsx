import type { ApplicationLogin } from "@sallyport/contract/own-applications";
import { Button } from "@sallyport/ui/button";
import { Moment } from "@sallyport/ui/moment";
import { useToast } from "@sallyport/ui/toast";
import { useRef } from "react";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { Loaded } from "../page/loaded.tsx";
import { useApplicationLogins, useEndApplicationLogin } from "./application-logins.ts";
import { Row, RowList } from "./row-list.tsx";
import { SecuritySection } from "./security-section.tsx";

export function ApplicationLoginsSection() {
  const heading = useRef<HTMLHeadingElement>(null);
  const toast = useToast();
  const logins = useApplicationLogins();
  const tell = ({ name, isTold }: ApplicationLogin) => {
    toast(
      isTold ? `You are logged out of ${name}.` : `The login to ${name} has ended here. Log out there too.`,
    );
    heading.current?.focus();
  };
  return (
    <SecuritySection
      title="Applications you are logged in to"
      name="applications"
      lead="Logging out ends the login on all your devices."
      heading={heading}
    >
      <Loaded query={logins} what="your applications">
        {({ logins: all }) => (
          <RowList
            label="Applications you are logged in to"
            items={all}
            ifNone="You aren't logged in to an application."
          >
            {(login) => (
              <Row
                name={login.name}
                facts={<LoginFacts login={login} />}
                factsId={factsIdOf(login)}
                buttons={<EndLogin login={login} onDone={() => tell(login)} />}
              />
            )}
          </RowList>
        )}
      </Loaded>
    </SecuritySection>
  );
}

const factsIdOf = ({ id }: ApplicationLogin) => `facts-of-application-${id}`;

function LoginFacts({ login: { beganAt, lastLoginAt, isTold } }: { login: ApplicationLogin }) {
  return (
    <>
      <li>
        Logged in <Moment at={beganAt} as="date-time" />
      </li>
      {lastLoginAt === beganAt ? null : (
        <li>
          Last opened <Moment at={lastLoginAt} as="relative" />
        </li>
      )}
      {isTold ? null : <li>It doesn't learn of a logout here, so log out there too.</li>}
    </>
  );
}

function EndLogin({ login, onDone }: { login: ApplicationLogin; onDone: () => void }) {
  const ending = useEndApplicationLogin(login.id, onDone);
  return (
    <>
      <Button aria-describedby={factsIdOf(login)} isBusy={ending.isPending} onClick={() => ending.mutate()}>
        Log out <span className="visually-hidden">of {login.name}</span>
      </Button>
      <RefusalNotice problem={ending.error && problemOf(ending.error)} />
    </>
  );
}
