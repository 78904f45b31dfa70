import type { Authorization } from "@sallyport/contract/authorization";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Navigate, useParams } from "react-router";
import { problemOf } from "../api/problem-of.ts";
import { TryAgainPage } from "../page/try-again-page.tsx";
import { WaitingPage } from "../page/waiting-page.tsx";
import { isOver, useAsked, useMissing } from "./authorization-queries.ts";
import { ConfirmationPage } from "./confirmation-page.tsx";
import { FinishingPage } from "./finishing-page.tsx";
import { FreshProofPage } from "./fresh-proof-page.tsx";
import { LogInAgainPage } from "./log-in-again-page.tsx";
import { RefusedPage } from "./refused-page.tsx";
import { SetUpPage } from "./set-up-page.tsx";
import { StartAgainAt, StartAgainPage } from "./start-again-page.tsx";

/** Shows what the server reports as missing. If nothing is missing, the page goes to the application. */
export function MissingStep() {
  const { id = "" } = useParams();
  const missing = useMissing(id);
  const asked = useAsked(id).data?.application ?? null;
  if (missing.isPending) return <WaitingPage />;
  if (missing.isError && isOver(missing.error))
    return asked === null ? <StartAgainPage /> : <StartAgainAt application={asked} />;
  if (missing.isError)
    return (
      <TryAgainPage
        title="Couldn't load this login"
        problem={problemOf(missing.error)}
        isBusy={missing.isFetching}
        onTryAgain={() => void missing.refetch()}
      />
    );
  return <Step id={id} found={missing.data} onChange={() => void missing.refetch()} />;
}

interface StepProps {
  id: string;
  found: Authorization;
  onChange: () => void;
}

function Step({ id, found, onChange }: StepProps) {
  if (found.at === "login" || found.at === "log-out") return <BackToLogin />;
  const { id: application, name, isTrial } = found.application;
  switch (found.at) {
    case "set-up":
      return <SetUpPage id={id} application={name} onDone={onChange} />;
    case "log-in-again":
      return <LogInAgainPage id={id} application={name} />;
    case "fresh-proof":
      return <FreshProofPage id={id} application={name} onProved={onChange} />;
    case "confirmation":
      return <ConfirmationPage id={id} application={found.application} person={found.name} />;
    case "refused":
      if (isTrial) return <Navigate replace to={`/admin/applications/${application}/try/${id}`} />;
      return <RefusedPage id={id} application={name} reason={found.reason} />;
    case "ready":
      return <FinishingPage id={id} application={found.application} onChange={onChange} />;
  }
}

/** The session has ended since the page was loaded, so this asks the server again for the user's next step. */
function BackToLogin() {
  const client = useQueryClient();
  useEffect(() => void client.invalidateQueries({ queryKey: ["whereabouts"] }), [client]);
  return <WaitingPage />;
}
