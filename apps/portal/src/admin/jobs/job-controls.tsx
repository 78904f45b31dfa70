import type { Job } from "@sallyport/contract/jobs";
import { Button } from "@sallyport/ui/button";
import { ConfirmDialog } from "@sallyport/ui/confirm-dialog";
import { type RefObject, useState } from "react";
import { problemOf } from "../../api/problem-of.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { useMay } from "../role.ts";
import css from "./job-page.module.css";
import { useEndJob, usePauseJob, useResumeJob } from "./job-query.ts";
import { settledOf } from "./job-text.ts";

interface JobControlsProps {
  job: Job;
  /** Gets the focus when the job has ended. */
  progress: RefObject<HTMLElement | null>;
}

/** Shows the buttons that the role allows. The server can still refuse the action. */
export function JobControls({ job, progress }: JobControlsProps) {
  const { id, state } = job;
  const may = useMay("help-desk");
  const [isAsking, setAsking] = useState(false);
  const pause = usePauseJob(id);
  const resume = useResumeJob(id);
  const end = useEndJob(id);
  const act = state === "running" ? pause : resume;
  const left = job.total - settledOf(job);

  function ask() {
    end.reset();
    setAsking(true);
  }

  if (!may) return null;
  return (
    <>
      {state === "running" || state === "paused" ? (
        <div className={css.controls}>
          <Button isBusy={act.isPending} onClick={() => act.mutate()}>
            {state === "running" ? "Pause" : "Resume"}
          </Button>
          {state === "paused" ? (
            <Button variant="danger" onClick={ask}>
              End
            </Button>
          ) : null}
        </div>
      ) : null}
      <RefusalNotice problem={act.error && problemOf(act.error)} />
      <ConfirmDialog
        title="End this action?"
        action="End action"
        isOpen={isAsking}
        isBusy={end.isPending}
        onConfirm={() => end.mutate(undefined, { onSuccess: () => setAsking(false) })}
        onClose={() => setAsking(false)}
        fallbackFocus={progress}
      >
        <p>
          {left === 1 ? "1 row" : `${left.toLocaleString()} rows`} won't be carried out. The action can't be
          resumed after that.
        </p>
        <RefusalNotice problem={end.error && problemOf(end.error)} />
      </ConfirmDialog>
    </>
  );
}
