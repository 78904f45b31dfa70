import type { Application } from "@sallyport/contract/applications/applications";
import type { Trial } from "@sallyport/contract/applications/trials";
import { LinkButton } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { problemOf } from "../../api/problem-of.ts";
import { Loaded } from "../../page/loaded.tsx";
import { TryAgainPage } from "../../page/try-again-page.tsx";
import { WaitingPage } from "../../page/waiting-page.tsx";
import css from "./application-page.module.css";
import { useApplication } from "./applications-query.ts";
import { Claims } from "./claims.tsx";
import { OtherUser } from "./other-user.tsx";
import { refusedWords, tryAddress } from "./trial-text.ts";

interface TrialResultProps {
  id: string;
  ask: () => Promise<Trial>;
}

/** Asks once, because the server uses up a finished login. */
export function TrialResult({ id, ask }: TrialResultProps) {
  const isSent = useRef(false);
  const asking = useMutation({
    mutationFn: ask,
    onSuccess: (found) => {
      if (found.at === "go") globalThis.location.replace(found.address);
    },
  });
  const { mutate } = asking;
  useEffect(() => {
    if (isSent.current) return;
    isSent.current = true;
    mutate();
  }, [mutate]);
  if (asking.isError)
    return <NoResult id={id} problem={problemOf(asking.error)} onTryAgain={() => mutate()} />;
  if (asking.data === undefined || asking.data.at === "go") return <WaitingPage />;
  return <Shown id={id} trial={asking.data} />;
}

type Finished = Exclude<Trial, { at: "go" }>;

function Shown({ id, trial }: { id: string; trial: Finished }) {
  const application = useApplication(id);
  if (!application.data)
    return (
      <DoorPage title="The login is tried">
        <Loaded query={application} what="the application">
          {() => null}
        </Loaded>
      </DoorPage>
    );
  return <Result application={application.data} trial={trial} />;
}

function Result({ application, trial }: { application: Application; trial: Finished }) {
  const { id, name } = application;
  const isRefused = trial.at === "refused";
  return (
    <DoorPage
      title={isRefused ? `The login to ${name} was refused` : `${name} would get this`}
      lead={
        <p>
          {trial.user === null ? null : (
            <>
              You tried it as <strong>{trial.user}</strong>.{" "}
            </>
          )}
          The application itself got nothing, and no token stays valid.
        </p>
      }
      footer={<LinkButton href={`/admin/applications/${id}`}>Back to the application's page</LinkButton>}
    >
      <Answer application={application} trial={trial} />
      <FormActions>
        <LinkButton variant="primary" href={tryAddress(id)}>
          Try again
        </LinkButton>
        {trial.user === null ? null : <OtherUser id={id} />}
      </FormActions>
    </DoorPage>
  );
}

function Answer({ application, trial }: { application: Application; trial: Finished }) {
  switch (trial.at) {
    case "claims":
      return (
        <>
          <Claims title="ID token" claims={trial.idToken} />
          <Claims title="Userinfo" claims={trial.userinfo} />
          <p className={css.muted}>
            This trial asked for all scopes: openid, profile, email and groups. If the application asks for
            fewer, it gets fewer claims.
          </p>
        </>
      );
    case "headers":
      return (
        <>
          <Claims title="Headers" claims={trial.headers} />
          <p className={css.muted}>
            The proxy adds these headers to each request, and X-Sallyport-Assertion, a signed token of one
            minute. “-” stands for an empty value.
          </p>
        </>
      );
    case "refused": {
      const { what, toDo } = refusedWords(trial, application);
      return (
        <>
          <p>{what}</p>
          <p>{toDo}</p>
        </>
      );
    }
  }
}

interface NoResultProps {
  id: string;
  problem: ReturnType<typeof problemOf>;
  onTryAgain: () => void;
}

function NoResult({ id, problem, onTryAgain }: NoResultProps) {
  if (problem.code !== "link-invalid")
    return (
      <TryAgainPage title="Couldn't try the login" problem={problem} isBusy={false} onTryAgain={onTryAgain} />
    );
  return (
    <DoorPage
      title="This trial is over"
      lead="Its result is shown once. It also ends after an hour, and with the administrator's session that began it."
    >
      <FormActions>
        <LinkButton variant="primary" href={tryAddress(id)}>
          Try again
        </LinkButton>
      </FormActions>
    </DoorPage>
  );
}
