/** A day such as `2027-01-04`, in a time zone that the caller chooses. */
export type LocalDay = string;

const formatters = new Map<string, Intl.DateTimeFormat>();

export function localDay(at: number, timeZone: string): LocalDay {
  const known = formatters.get(timeZone);
  const formatter = known ?? new Intl.DateTimeFormat("en-CA", { dateStyle: "short", timeZone });
  formatters.set(timeZone, formatter);
  return formatter.format(at);
}

export function dayAfter(localDate: LocalDay, days = 1): LocalDay {
  return new Date(Date.parse(localDate) + days * 24 * 60 * minuteMs).toISOString().slice(0, 10);
}

const minuteMs = 60_000;
/** No time zone is further from UTC than 14 hours, so 15 hours are enough. */
const mostOffsetMinutes = 15 * 60;

export interface Span {
  from: number;
  before: number;
}

export function spanOfDay(localDate: LocalDay, timeZone: string): Span {
  return { from: beginOfDay(localDate, timeZone), before: beginOfDay(dayAfter(localDate), timeZone) };
}

/**
 * Returns when the day begins. In some time zones the clocks go forward at midnight, so the day begins later.
 */
export function beginOfDay(localDate: LocalDay, timeZone: string): number {
  const begin = Date.parse(localDate) - mostOffsetMinutes * minuteMs;
  let before = 0;
  let after = 2 * mostOffsetMinutes;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (localDay(begin + middle * minuteMs, timeZone) < localDate) before = middle;
    else after = middle;
  }
  return begin + after * minuteMs;
}
