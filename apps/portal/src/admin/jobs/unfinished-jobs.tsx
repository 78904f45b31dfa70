import { Link } from "react-router";
import { useUnfinishedJobs } from "./job-query.ts";
import { stateText } from "./job-text.ts";
import css from "./unfinished-jobs.module.css";

const mostShown = 3;

/** A line for each running or paused job, above the list of users. */
export function UnfinishedJobs() {
  const jobs = useUnfinishedJobs().data?.jobs ?? [];
  if (jobs.length === 0) return null;
  return (
    <ul className={css.jobs} aria-label="Unfinished bulk actions">
      {jobs.slice(0, mostShown).map((job) => (
        <li key={job.id}>
          <p>
            Bulk action: <Link to={`/admin/jobs/${job.id}`}>{job.title}</Link>
          </p>
          <span>{stateText(job)}</span>
        </li>
      ))}
      {jobs.length > mostShown ? (
        <li>
          <Link to="/admin/jobs">{`${jobs.length - mostShown} more`}</Link>
        </li>
      ) : null}
    </ul>
  );
}
