import { dateText, shortDateText } from "@sallyport/ui/moment-text";
import { type PointerEvent, useId, useRef, useState } from "react";
import css from "./line-chart.module.css";
import { dateOf, lonelyDays, nearestDay, pathOf, type Series, scalesOf, ticksOf } from "./line-shape.ts";
import { useWidth } from "./use-width.ts";

interface LineChartProps {
  /** For screen readers, instead of the picture. */
  summary: string;
  /** All days in order, without gaps. */
  days: readonly string[];
  series: readonly Series[];
}

/** The margins of the slider in `line-chart.module.css` depend on the left and the right space. */
const space = { left: 44, right: 12, top: 12, bottom: 28 };
const height = 240;

/** The pointer shows the values of one day. The slider does the same for keyboard, touch and screen readers. */
export function LineChart({ summary, days, series }: LineChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const sliderId = useId();
  const [chosen, setChosen] = useState<number | null>(null);
  const scales = scalesOf(days, series, { ...space, width: Math.max(width, 100), height });
  const ticks = ticksOf(scales);
  const day = Math.min(chosen ?? days.length - 1, days.length - 1);
  const dayName = dateText(dateOf(days[day]), "UTC");
  const x = scales.x(dateOf(days[day]));

  function point(event: PointerEvent<SVGSVGElement>) {
    const { left } = event.currentTarget.getBoundingClientRect();
    setChosen(nearestDay(days, event.clientX - left, scales));
  }

  return (
    <div className={css.chart}>
      <p className="visually-hidden">{summary}</p>
      <p className={css.values} aria-hidden>
        <span className={css.day}>{dayName}</span>
        {series.map(({ name, tone, values }) => (
          <span key={name} className={css.value}>
            <svg className={css.key} viewBox="0 0 24 4">
              <path className={css.line} data-tone={tone} d="M0 2H24" />
            </svg>
            {name} <strong>{valueText(values[day])}</strong>
          </span>
        ))}
      </p>
      <div ref={frame} className={css.frame}>
        {width === 0 ? null : (
          <svg
            className={css.picture}
            width={width}
            height={height}
            aria-hidden
            onPointerMove={point}
            onPointerDown={point}
          >
            {ticks.counts.map((count) => (
              <g key={count} className={css.tick}>
                <path d={`M${space.left} ${scales.y(count)}H${width - space.right}`} />
                <text x={space.left - 8} y={scales.y(count)} dy="0.32em" textAnchor="end">
                  {count.toLocaleString("en-GB")}
                </text>
              </g>
            ))}
            {ticks.days.map((date) => (
              <text
                key={date.getTime()}
                className={css.date}
                x={scales.x(date)}
                y={height - 6}
                textAnchor={anchorAt(scales.x(date), width)}
              >
                {shortDateText(date, date, "UTC")}
              </text>
            ))}
            <path className={css.marker} d={`M${x} ${space.top}V${height - space.bottom}`} />
            {series.map((each) => (
              <g key={each.name}>
                <path className={css.line} data-tone={each.tone} d={pathOf(days, each, scales)} />
                {[...new Set([...lonelyDays(each), day])].map((n) => {
                  const value = each.values[n] ?? null;
                  return value === null ? null : (
                    <circle
                      key={n}
                      className={css.point}
                      data-tone={each.tone}
                      cx={scales.x(dateOf(days[n]))}
                      cy={scales.y(value)}
                      r={4}
                    />
                  );
                })}
              </g>
            ))}
          </svg>
        )}
      </div>
      <label className="visually-hidden" htmlFor={sliderId}>
        Day
      </label>
      <input
        id={sliderId}
        className={css.slider}
        type="range"
        min={0}
        max={days.length - 1}
        value={day}
        aria-valuetext={`${dayName}: ${series.map(({ name, values }) => `${name} ${valueText(values[day])}`).join(", ")}`}
        onChange={(event) => setChosen(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}

function valueText(value: number | null | undefined): string {
  return value === null || value === undefined ? "no figure" : value.toLocaleString("en-GB");
}

function anchorAt(x: number, width: number): "start" | "middle" | "end" {
  if (x < space.left + 20) return "start";
  return x > width - space.right - 20 ? "end" : "middle";
}
