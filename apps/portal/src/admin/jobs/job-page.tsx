import { reasonWords } from "@sallyport/contract/job-words";
import type { Job, RowResult } from "@sallyport/contract/jobs";
import { Moment } from "@sallyport/ui/moment";
import { Notice } from "@sallyport/ui/notice";
import { useRef, useState } from "react";
import { useParams } from "react-router";
import { Loaded } from "../../page/loaded.tsx";
import { BackLink } from "../back-link.tsx";
import { PageHeading } from "../page-heading.tsx";
import { DraftControls } from "./draft-controls.tsx";
import { JobControls } from "./job-controls.tsx";
import css from "./job-page.module.css";
import { useJob } from "./job-query.ts";
import { JobRows } from "./job-rows.tsx";
import { settledOf, stateText } from "./job-text.ts";

export function JobPage() {
  const { id = "" } = useParams();
  const job = useJob(id);
  return (
    <>
      <BackLink to="/admin/jobs">Bulk actions</BackLink>
      <PageHeading title={job.data?.title ?? "Bulk action"} />
      <Loaded query={job} what="the bulk action">
        {(shown) => <JobState key={id} job={shown} />}
      </Loaded>
    </>
  );
}

function JobState({ job }: { job: Job }) {
  const [result, setResult] = useState<RowResult | undefined>();
  const settled = settledOf(job);
  const progress = useRef<HTMLDivElement>(null);
  return (
    <div className={css.job}>
      <div className={css.progress} ref={progress} tabIndex={-1}>
        {job.state === "draft" ? null : <progress value={settled} max={job.total} aria-label="Progress" />}
        <output>{stateText(job)}</output>
      </div>
      {job.state === "paused" && job.pauseReason !== null ? (
        <Notice tone="warning" title="The server paused this">
          {reasonWords(job.pauseReason)}.
        </Notice>
      ) : null}
      {job.state === "draft" ? (
        <DraftControls job={job} progress={progress} />
      ) : (
        <JobControls job={job} progress={progress} />
      )}
      <p className={css.by}>
        {job.state === "draft" ? "Previewed" : "Started"} by {job.by}
        {job.confirmedAt === null ? null : (
          <>
            , <Moment at={job.confirmedAt} as="relative" />
          </>
        )}
      </p>
      <JobRows job={job} result={result} onChange={setResult} />
    </div>
  );
}
