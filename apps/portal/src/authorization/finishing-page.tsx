import { useEffect, useRef } from "react";
import { problemOf } from "../api/problem-of.ts";
import { TryAgainPage } from "../page/try-again-page.tsx";
import { WaitingPage } from "../page/waiting-page.tsx";
import { isOver, useFinish } from "./authorization-queries.ts";
import { StartAgainAt } from "./start-again-page.tsx";

interface FinishingPageProps {
  id: string;
  application: { id: string; name: string };
  onChange: () => void;
}

export function FinishingPage({ id, application, onChange }: FinishingPageProps) {
  const finishing = useFinish(id);
  const { mutate } = finishing;
  const isSent = useRef(false);
  useEffect(() => {
    if (isSent.current) return;
    isSent.current = true;
    mutate(false, { onError: onChange });
  }, [mutate, onChange]);
  if (!finishing.isError) return <WaitingPage />;
  if (isOver(finishing.error)) return <StartAgainAt application={application} />;
  return (
    <TryAgainPage
      title={`Couldn't open ${application.name}`}
      problem={problemOf(finishing.error)}
      isBusy={finishing.isPending}
      onTryAgain={() => mutate(false, { onError: onChange })}
    />
  );
}
