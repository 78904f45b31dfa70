import { type ScaleLinear, type ScaleTime, scaleLinear, scaleUtc } from "d3-scale";
import { line } from "d3-shape";

export interface Series {
  name: string;
  tone: "plain" | "good" | "bad";
  /** One value for each day. Null leaves a gap. */
  values: readonly (number | null)[];
}

interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

interface Scales {
  x: ScaleTime<number, number>;
  y: ScaleLinear<number, number>;
}

const pixelsATick = 70;
/** A label like "31 Dec" needs this much space. */
const pixelsADate = 56;
const dayMs = 24 * 60 * 60 * 1000;

/** `days` has at least one day. */
export function scalesOf(days: readonly string[], series: readonly Series[], frame: Frame): Scales {
  const { width, height, left, right, top, bottom } = frame;
  const most = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  return {
    x: scaleUtc([dateOf(days[0]), dateOf(days.at(-1))], [left, width - right]),
    y: scaleLinear([0, most], [height - bottom, top]).nice(4),
  };
}

export function ticksOf({ x, y }: Scales): { days: Date[]; counts: number[] } {
  const [begin = 0, end = 0] = x.range();
  const ticks = x.ticks(Math.max(2, Math.floor((end - begin) / pixelsATick)));
  const days = ticks.filter((date) => date.getTime() % dayMs === 0);
  const distance = (end - begin) / Math.max(1, days.length);
  const every = Math.ceil(pixelsADate / distance);
  return { days: days.filter((_, n) => n % every === 0), counts: y.ticks(4).filter(Number.isInteger) };
}

/** A day without a value interrupts the line. */
export function pathOf(days: readonly string[], { values }: Series, { x, y }: Scales): string {
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_, n) => x(dateOf(days[n])))
    .y((value) => y(value ?? 0));
  return path(values) ?? "";
}

/**
 * Returns the days that have a value while the days beside them have none. A line can't show such a value, so
 * the chart draws a point.
 */
export function lonelyDays({ values }: Series): number[] {
  return values.flatMap((value, n) => {
    const hasNeighbour = (values[n - 1] ?? null) !== null || (values[n + 1] ?? null) !== null;
    return value === null || hasNeighbour ? [] : [n];
  });
}

export function nearestDay(days: readonly string[], position: number, { x }: Scales): number {
  const at = x.invert(position).getTime();
  const first = dateOf(days[0]).getTime();
  const n = Math.round((at - first) / dayMs);
  return Math.min(Math.max(n, 0), days.length - 1);
}

export function dateOf(day: string | undefined): Date {
  return new Date(day ?? 0);
}
