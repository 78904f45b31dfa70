const dayMs = 24 * 60 * 60 * 1000;

/** Days are texts like `2027-01-31`, so the time zone of the browser doesn't matter. */
export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

export function daysFrom(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = dayAfter(day)) days.push(day);
  return days;
}

export function monthOf(day: string): string {
  return day.slice(0, "2027-01".length);
}

export function monthAfter(month: string, months = 1): string {
  const first = new Date(`${month}-01`);
  first.setUTCMonth(first.getUTCMonth() + months);
  return monthOf(first.toISOString());
}

/** Returns the same day of another month. If that month is too short, returns its last day. */
function sameDayIn(month: string, day: string): string {
  const last = dayAfter(`${monthAfter(month)}-01`, -1);
  const same = `${month}-${day.slice("2027-01-".length)}`;
  return same < last ? same : last;
}

/** Monday is 0. */
function weekdayOf(day: string): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}

/** Returns the weeks of a month, from Monday to Sunday. Null stands for each day of another month. */
export function weeksOf(month: string): (string | null)[][] {
  const first = `${month}-01`;
  const last = dayAfter(`${monthAfter(month)}-01`, -1);
  const weeks: (string | null)[][] = [];
  for (let monday = dayAfter(first, -weekdayOf(first)); monday <= last; monday = dayAfter(monday, 7)) {
    const week = Array.from({ length: 7 }, (_, n) => dayAfter(monday, n));
    weeks.push(week.map((day) => (monthOf(day) === month ? day : null)));
  }
  return weeks;
}

/** The day to which a key moves the focus. Null for other keys. */
export function dayForKey(key: string, day: string): string | null {
  const weekday = weekdayOf(day);
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -7,
    ArrowDown: 7,
    Home: -weekday,
    End: 6 - weekday,
  };
  const move = moves[key];
  if (move !== undefined) return dayAfter(day, move);
  if (key === "PageUp") return sameDayIn(monthAfter(monthOf(day), -1), day);
  if (key === "PageDown") return sameDayIn(monthAfter(monthOf(day)), day);
  return null;
}
