import type { LoginDay } from "@sallyport/contract/overview";
import { shortDateText } from "@sallyport/ui/moment-text";
import css from "./logins-chart.module.css";
import { barsOf, dateOf } from "./logins-text.ts";

const height = 100;
const step = 10;
const width = 8;

/** The table below the chart has the same numbers for screen readers. */
export function LoginsChart({ days }: { days: readonly LoginDay[] }) {
  const { bars, line } = barsOf(days, height);
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return null;
  const now = dateOf(last.day);
  return (
    <div className={css.chart} aria-hidden>
      <svg viewBox={`0 0 ${days.length * step} ${height}`} preserveAspectRatio="none">
        {bars.map(({ day, top, middle, bottom }, index) => (
          <g key={day}>
            <title>{titleOf(days[index])}</title>
            <rect className={css.area} x={index * step} width={step} height={height} />
            <rect className={css.logins} x={index * step + 1} y={top} width={width} height={middle - top} />
            <rect
              className={css.failures}
              x={index * step + 1}
              y={middle}
              width={width}
              height={bottom - middle}
            />
          </g>
        ))}
        <line className={css.line} x1="0" x2={days.length * step} y1={line} y2={line} />
      </svg>
      <p className={css.ends}>
        <span>{shortDateText(dateOf(first.day), now)}</span>
        <span>Today</span>
      </p>
    </div>
  );
}

function titleOf(day: LoginDay | undefined): string {
  if (!day) return "";
  const date = dateOf(day.day);
  return `${shortDateText(date, date)}: ${day.logins} logins, ${day.failures} refused`;
}
