import { reasonWords } from "@sallyport/contract/job-words";
import { type Job, type JobRow, type RowResult, rowResults } from "@sallyport/contract/jobs";
import { Badge, type BadgeTone } from "@sallyport/ui/badge";
import { type Columns, DataTable } from "@sallyport/ui/data-table";
import { SelectField } from "@sallyport/ui/select-field";
import { Link } from "react-router";
import { Loaded } from "../../page/loaded.tsx";
import { MoreButton } from "../more-button.tsx";
import css from "./job-page.module.css";
import { useJobRows } from "./job-query.ts";
import { settledOf } from "./job-text.ts";

interface JobRowsProps {
  job: Job;
  result: RowResult | undefined;
  onChange: (result: RowResult | undefined) => void;
}

const words: Readonly<Record<RowResult, string>> = {
  waiting: "Waiting",
  done: "Done",
  skipped: "Skipped",
  failed: "Failed",
};
const tones: Readonly<Record<RowResult, BadgeTone>> = {
  waiting: "neutral",
  done: "success",
  skipped: "warning",
  failed: "danger",
};

const columns: Columns<JobRow> = [
  { heading: "User", cell: (row) => <Subject row={row} /> },
  { heading: "Result", cell: ({ result }) => <Badge tone={tones[result]}>{words[result]}</Badge> },
  { heading: "Reason", cell: ({ reason }) => (reason === null ? "–" : reasonWords(reason)) },
];

export function JobRows({ job, result, onChange }: JobRowsProps) {
  // The page reloads the rows when the job pauses or ends, but not while the job runs.
  const rows = useJobRows(job.id, result, job.state === "running" ? 0 : settledOf(job) + 1);
  return (
    <>
      <div className={css.filter}>
        <SelectField
          label="Result"
          value={result ?? ""}
          onChange={(value) => onChange(rowResults.find((each) => each === value))}
          options={[
            { value: "", label: `All (${job.total.toLocaleString()})` },
            ...rowResults.map((value) => ({
              value,
              label: `${words[value]} (${countOf(job, value).toLocaleString()})`,
            })),
          ]}
        />
      </div>
      <Loaded query={rows} what="the results">
        {(shown) =>
          shown.length === 0 ? (
            <p>No users have this result.</p>
          ) : (
            <DataTable caption="Results" rows={shown} rowKey={({ position }) => position} columns={columns} />
          )
        }
      </Loaded>
      <MoreButton query={rows} />
    </>
  );
}

function Subject({ row: { subjectId, label } }: { row: JobRow }) {
  return subjectId === null ? <bdi>{label}</bdi> : <Link to={`/admin/users/${subjectId}`}>{label}</Link>;
}

function countOf(job: Job, result: RowResult): number {
  return result === "waiting" ? job.total - settledOf(job) : job[result];
}
