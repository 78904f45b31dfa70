import type { Job } from "@sallyport/contract/jobs";
import { Button } from "@sallyport/ui/button";
import { problemOf } from "../../api/problem-of.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { useMay } from "../role.ts";
import { usePauseJob, useResumeJob } from "./job-query.ts";

/** Shows the buttons that the role allows. The server may still refuse the action. */
export function JobControls({ job: { id, state } }: { job: Job }) {
  const may = useMay("help-desk");
  const pause = usePauseJob(id);
  const resume = useResumeJob(id);
  const act = state === "running" ? pause : resume;
  if (!may || (state !== "running" && state !== "paused")) return null;
  return (
    <>
      <div>
        <Button isBusy={act.isPending} onClick={() => act.mutate()}>
          {state === "running" ? "Pause" : "Resume"}
        </Button>
      </div>
      <RefusalNotice problem={act.error && problemOf(act.error)} />
    </>
  );
}
