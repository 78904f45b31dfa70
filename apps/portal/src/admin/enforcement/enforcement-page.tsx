import { urlOf } from "@sallyport/contract/call";
import type { Deadlines } from "@sallyport/contract/enforcement";
import { exportUsers } from "@sallyport/contract/users";
import { startTransition, useOptimistic } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { Loaded } from "../../page/loaded.tsx";
import { ExportMenu } from "../export-menu.tsx";
import { PageHeading } from "../page-heading.tsx";
import { Coverage } from "./coverage.tsx";
import { countText, DueCalendar } from "./due-calendar.tsx";
import css from "./enforcement-page.module.css";
import { useDeadlines } from "./enforcement-query.ts";
import { RemindNow } from "./remind-now.tsx";
import { DueList, dueFilter, LateList, lateFilter } from "./users-lists.tsx";

export function EnforcementPage() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const [month, setMonth] = useOptimistic(monthIn(params));
  const deadlines = useDeadlines(month);

  /** The calendar shows the month before the router has changed the address, so that its keys react at once. */
  function showMonth(next: string) {
    startTransition(async () => {
      setMonth(next);
      const search = new URLSearchParams(params);
      search.set("month", next);
      await navigate({ search: `${search}` }, { replace: true });
    });
  }

  return (
    <>
      <PageHeading
        title="Enforcement"
        action={
          <ExportMenu
            label="Export report"
            urlOf={(format) => urlOf(exportUsers, { query: { report: "mfa", sort: "name", format } })}
          />
        }
      />
      <Loaded query={deadlines} what="the deadlines">
        {(data) => <Facts deadlines={data} />}
      </Loaded>
      <Coverage />
      {deadlines.data ? (
        <>
          <section className={css.part} aria-labelledby="due">
            <div className={css.heading}>
              <h2 id="due">Who is due when</h2>
              {deadlines.data.ahead > 0 ? <RemindNow /> : null}
            </div>
            <div className={css.due}>
              <DueCalendar
                month={month ?? deadlines.data.month}
                deadlines={deadlines.data}
                onMonth={showMonth}
              />
              <DueList
                timeZone={deadlines.data.timeZone}
                all={{
                  href: hrefOf(dueFilter),
                  text: `All ${usersText(deadlines.data.ahead)} with a deadline`,
                }}
              />
            </div>
            <p className={css.note}>{`Days and times are in the time zone ${deadlines.data.timeZone}.`}</p>
          </section>
          <section className={css.part} aria-labelledby="late">
            <h2 id="late">Who is late</h2>
            <LateList
              timeZone={deadlines.data.timeZone}
              all={{ href: hrefOf(lateFilter), text: `All ${usersText(deadlines.data.late)} who are late` }}
            />
          </section>
        </>
      ) : null}
    </>
  );
}

function Facts({ deadlines: { ahead, late, withoutDeadline } }: { deadlines: Deadlines }) {
  const facts = [
    { count: late, text: "late and locked", href: hrefOf(lateFilter), isUrgent: true },
    { count: ahead, text: "with a deadline ahead", href: hrefOf(dueFilter) },
    {
      count: withoutDeadline,
      text: "without a date yet: due at the next login, or not before the invitation is accepted",
      href: hrefOf({ deadline: "none" }),
    },
  ];
  return (
    <ul className={css.facts} aria-label="At a glance">
      {facts.map(({ count, text, href, isUrgent = false }) => (
        <li key={text} data-urgent={(isUrgent && count > 0) || undefined}>
          <Link to={href}>
            <strong>{countText(count)}</strong> <span>{text}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function monthIn(params: URLSearchParams): string | undefined {
  const month = params.get("month") ?? "";
  return /^2\d{3}-(0[1-9]|1[0-2])$/.test(month) ? month : undefined;
}

function hrefOf(filter: Readonly<Record<string, string | number>>): string {
  const query = new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, `${value}`]));
  return `/admin/users?${query}`;
}

function usersText(count: number): string {
  return count === 1 ? "1 user" : `${countText(count)} users`;
}
