const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const dateForm = { day: "numeric", month: "long", year: "numeric" } as const;
const timeForm = { hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
const dateTimeForm = {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
} as const;

export function dateText(at: Date, timeZone?: string): string {
  return formatter(zoned(dateForm, timeZone)).format(at);
}

export function dateTimeText(at: Date, timeZone?: string): string {
  return formatter(zoned(dateTimeForm, timeZone)).format(at);
}

export function timeText(at: Date, timeZone?: string): string {
  return formatter(zoned(timeForm, timeZone)).format(at);
}

export function exactText(at: Date, timeZone?: string): string {
  return formatter(zoned({ ...dateTimeForm, second: "2-digit" }, timeZone)).format(at);
}

/** Returns "31 Jan". If `now` is in another year, returns "31 Jan 2027". */
export function shortDateText(at: Date, now: Date, timeZone?: string): string {
  const yearOf = (date: Date) => formatter(zoned({ year: "numeric" }, timeZone)).format(date);
  const year = yearOf(at) === yearOf(now) ? {} : ({ year: "numeric" } as const);
  const form = { day: "numeric", month: "short", ...year } as const;
  return formatter(zoned(form, timeZone)).format(at);
}

/** Returns "Today", "Yesterday" or "Sunday, 31 January 2027". */
export function dayText(at: Date, now: Date, timeZone?: string): string {
  const dayOf = (date: Date) => dateText(date, timeZone);
  if (dayOf(at) === dayOf(now)) return "Today";
  if (dayOf(at) === dayOf(new Date(now.getTime() - day))) return "Yesterday";
  return formatter(zoned({ ...dateForm, weekday: "long" }, timeZone)).format(at);
}

/**
 * Returns "3 hours ago", "in 6 days" or "now". Rounds down, so the text never shows too much remaining time.
 */
export function relativeText(at: Date, now: Date): string {
  const distance = at.getTime() - now.getTime();
  const size = Math.abs(distance);
  const say = new Intl.RelativeTimeFormat("en-GB");
  if (size < minute) return "now";
  if (size < hour) return say.format(Math.trunc(distance / minute), "minute");
  if (size < day) return say.format(Math.trunc(distance / hour), "hour");
  return say.format(Math.trunc(distance / day), "day");
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Keeps each formatter, because making a formatter takes longer than formatting a time. */
function formatter(form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(form);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat("en-GB", form);
  formatters.set(key, known);
  return known;
}

function zoned<Form extends Intl.DateTimeFormatOptions>(form: Form, timeZone: string | undefined) {
  return timeZone === undefined ? form : { ...form, timeZone };
}
