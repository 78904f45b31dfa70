import type { Overview } from "@sallyport/contract/overview";
import { Moment } from "@sallyport/ui/moment";
import { Card } from "./card.tsx";
import css from "./logins-card.module.css";
import { LoginsChart } from "./logins-chart.tsx";
import { LoginsTable } from "./logins-table.tsx";
import { sumsOf, wasCountedLater } from "./logins-text.ts";

export function LoginsCard({ logins: { days, since } }: { logins: Overview["logins"] }) {
  const { logins, failures } = sumsOf(days);
  return (
    <Card title="Logins in the last 30 days" place="whole-row">
      {logins + failures === 0 ? (
        <p>No logins were counted.</p>
      ) : (
        <>
          <ul className={css.legend}>
            <li data-kind="logins">
              <span className={css.number}>{logins.toLocaleString("en-GB")}</span>{" "}
              {logins === 1 ? "login" : "logins"}
            </li>
            <li data-kind="failures">
              <span className={css.number}>{failures.toLocaleString("en-GB")}</span> refused{" "}
              {failures === 1 ? "attempt" : "attempts"}
            </li>
          </ul>
          <LoginsChart days={days} />
          <details className={css.details}>
            <summary>Show as a table</summary>
            <LoginsTable days={days} />
          </details>
        </>
      )}
      {since !== null && wasCountedLater(days, since) ? (
        <p className={css.note}>
          Counted since <Moment at={since} as="date" />.
        </p>
      ) : null}
    </Card>
  );
}
