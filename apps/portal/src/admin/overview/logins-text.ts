import type { LoginDay } from "@sallyport/contract/overview";

export function sumsOf(days: readonly LoginDay[]): Pick<LoginDay, "logins" | "failures"> {
  return days.reduce(
    (sum, { logins, failures }) => ({ logins: sum.logins + logins, failures: sum.failures + failures }),
    { logins: 0, failures: 0 },
  );
}

/**
 * Returns midday of the day in the browser's time zone. Midnight in UTC would be the previous day in America.
 */
export function dateOf(day: string): Date {
  return new Date(`${day}T12:00:00`);
}

/** True if the server began to count logins after the first day of the chart. */
export function wasCountedLater(days: readonly LoginDay[], since: string): boolean {
  const [first] = days;
  return first !== undefined && new Date(since).getTime() > dateOf(first.day).getTime();
}

export interface Bar {
  day: string;
  /** `top`, `middle` and `bottom` are distances from the top of the chart. */
  top: number;
  middle: number;
  bottom: number;
}

/**
 * A day's bar of logins goes up from a line, and its bar of refused attempts goes down. Both have the same
 * scale.
 */
export function barsOf(days: readonly LoginDay[], height: number): { bars: Bar[]; line: number } {
  const above = Math.max(...days.map(({ logins }) => logins));
  const below = Math.max(...days.map(({ failures }) => failures));
  const unit = height / Math.max(above + below, 1);
  const line = above * unit;
  const bars = days.map(({ day, logins, failures }) => ({
    day,
    top: line - logins * unit,
    middle: line,
    bottom: line + failures * unit,
  }));
  return { bars, line };
}
