import type { BulkPreview } from "@sallyport/contract/bulk-actions";
import { reasonWords } from "@sallyport/contract/job-words";
import { Moment } from "@sallyport/ui/moment";
import { locksByDay } from "./locks-by-day.ts";
import css from "./preview-facts.module.css";
import { usersText } from "./users-text.ts";

/** The preview shows at most this many days. One more line shows the sum of all later days. */
const mostDays = 7;

export function PreviewFacts({ preview }: { preview: BulkPreview }) {
  const { job, skipped, locks, locksAfterAcceptance } = preview;
  const affected = job.total - job.skipped;
  const days = locksByDay(locks);
  const others = days.slice(mostDays).reduce((sum, { count }) => sum + count, 0);
  return (
    <div className={css.facts}>
      <p className={css.affected}>
        {affected === 0 ? "This affects no users." : `This affects ${usersText(affected)}.`}
      </p>
      {skipped.length > 0 ? (
        <>
          <h3>{`Skipped: ${usersText(job.skipped)}`}</h3>
          <ul>
            {skipped.map(({ reason, count }) => (
              <li key={reason}>
                {reasonWords(reason)}: {count.toLocaleString()}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {days.length > 0 || locksAfterAcceptance.length > 0 ? (
        <>
          <h3>Locked unless they set up MFA before</h3>
          <ul>
            {days.slice(0, mostDays).map(({ at, count }) => (
              <li key={at}>
                <Moment at={at} as="date" />: {usersText(count)}
              </li>
            ))}
            {others > 0 ? <li>On later days: {usersText(others)}</li> : null}
            {locksAfterAcceptance.map(({ days: after, count }) => (
              <li key={after}>
                {after === 1 ? "1 day" : `${after} days`} after they accept the invitation: {usersText(count)}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
