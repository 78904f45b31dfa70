import { urlOf } from "@sallyport/contract/call";
import { type Job, jobReport, type RowResult } from "@sallyport/contract/jobs";
import { Button } from "@sallyport/ui/button";
import { FormActions } from "@sallyport/ui/form";
import { Notice } from "@sallyport/ui/notice";
import { useState } from "react";
import { Navigate, useNavigate } from "react-router";
import { problemOf } from "../../../api/problem-of.ts";
import { RefusalNotice } from "../../../form/refusal-notice.tsx";
import { Loaded } from "../../../page/loaded.tsx";
import { download } from "../../download.ts";
import { useConfirmJob, useJob } from "../../jobs/job-query.ts";
import { JobRows } from "../../jobs/job-rows.tsx";

interface ImportReportProps {
  id: string;
  onAgain: () => void;
}

export function ImportReport({ id, onAgain }: ImportReportProps) {
  const job = useJob(id);
  return (
    <Loaded query={job} what="the report">
      {(shown) =>
        shown.state === "draft" ? (
          <Report job={shown} onAgain={onAgain} />
        ) : (
          <Navigate to={`/admin/jobs/${id}`} replace />
        )
      }
    </Loaded>
  );
}

function Report({ job, onAgain }: { job: Job; onAgain: () => void }) {
  const navigate = useNavigate();
  const [result, setResult] = useState<RowResult | undefined>(job.skipped > 0 ? "skipped" : undefined);
  const confirm = useConfirmJob(job.id, () => void navigate(`/admin/jobs/${job.id}`));
  const good = job.total - job.skipped;
  return (
    <>
      <Notice tone={job.skipped === 0 ? "success" : "warning"} title={resultText(good, job.skipped)}>
        {job.skipped === 0
          ? "Nothing is changed yet."
          : good === 0
            ? "Nothing is changed. Correct the file and choose it again."
            : "Nothing is changed yet. Import the others now, or correct the file and choose it again."}
      </Notice>
      <RefusalNotice problem={confirm.error && problemOf(confirm.error)} />
      <FormActions>
        {good > 0 ? (
          <Button variant="primary" isBusy={confirm.isPending} onClick={() => confirm.mutate({})}>
            {good === 1 ? "Import 1 user" : `Import ${good.toLocaleString()} users`}
          </Button>
        ) : null}
        <Button onClick={() => download(urlOf(jobReport, { params: { id: job.id } }))}>
          Download report
        </Button>
        <Button onClick={onAgain}>Choose another file</Button>
      </FormActions>
      <JobRows job={job} result={result} onChange={setResult} />
    </>
  );
}

function resultText(good: number, skipped: number): string {
  const users = good === 1 ? "1 user can be imported" : `${good.toLocaleString()} users can be imported`;
  if (skipped === 0) return `${users}.`;
  return `${users}, ${skipped.toLocaleString()} ${skipped === 1 ? "line" : "lines"} can't.`;
}
