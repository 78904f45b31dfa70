const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const dateForm = { day: "numeric", month: "long", year: "numeric" } as const;
const dateTimeForm = {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
} as const;

/** "31 January 2027". The default is the reader's time zone. */
export function dateText(at: Date, timeZone?: string): string {
  return new Intl.DateTimeFormat("en-GB", zoned(dateForm, timeZone)).format(at);
}

/** "31 Jan 2027, 14:05 CET". The default is the reader's time zone. */
export function dateTimeText(at: Date, timeZone?: string): string {
  return new Intl.DateTimeFormat("en-GB", zoned(dateTimeForm, timeZone)).format(at);
}

/** "3 hours ago", "in 6 days" or "now". Rounds down, so that the text never shows too much remaining time. */
export function relativeText(at: Date, now: Date): string {
  const distance = at.getTime() - now.getTime();
  const size = Math.abs(distance);
  const say = new Intl.RelativeTimeFormat("en-GB");
  if (size < minute) return "now";
  if (size < hour) return say.format(Math.trunc(distance / minute), "minute");
  if (size < day) return say.format(Math.trunc(distance / hour), "hour");
  return say.format(Math.trunc(distance / day), "day");
}

function zoned<Form extends Intl.DateTimeFormatOptions>(form: Form, timeZone: string | undefined) {
  return timeZone === undefined ? form : { ...form, timeZone };
}
