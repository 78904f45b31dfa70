import type { Coverage, CoverageDay } from "@sallyport/contract/enforcement";
import { dateText } from "@sallyport/ui/moment-text";
import type { Series } from "../charts/line-shape.ts";
import { dayAfter, daysFrom } from "./days.ts";

/**
 * Returns the days from `from` to today. If the first figures are newer than `from`, starts with the day of the
 * first figures.
 */
export function daysOf({ from, today, days }: Coverage): string[] {
  const [first] = days;
  return first ? daysFrom(first.day > from ? first.day : from, today) : [];
}

export function seriesOf(days: readonly string[], figures: readonly CoverageDay[]): Series[] {
  const byDay = new Map(figures.map((each) => [each.day, each]));
  const values = (of: (figure: CoverageDay) => number) =>
    days.map((day) => {
      const figure = byDay.get(day);
      return figure ? of(figure) : null;
    });
  return [
    { name: "MFA required", tone: "plain", values: values(({ required }) => required) },
    { name: "Set up", tone: "good", values: values(({ setUp }) => setUp) },
    { name: "Locked", tone: "bad", values: values(({ locked }) => locked) },
  ];
}

export function percentOf({ required, setUp }: CoverageDay): string {
  // Rounds down, because 999 of 1000 must not become 100 %.
  return required === 0 ? "–" : `${Math.floor((setUp / required) * 100)} %`;
}

export function summaryOf(days: readonly CoverageDay[]): string {
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return "No figures yet.";
  return first === last ? sentenceOf(last) : `${sentenceOf(first)} ${sentenceOf(last)}`;
}

function sentenceOf({ day, required, setUp, locked }: CoverageDay): string {
  const users = required === 1 ? "1 user" : `${required} users`;
  return `On ${dateText(new Date(day), "UTC")}, MFA was required of ${users}; ${setUp} had set it up and ${locked} were locked.`;
}

export type Row = { figures: CoverageDay } | { from: string; to: string };

/** The newest day comes first. Consecutive days without figures are one row. */
export function rowsOf(days: readonly string[], figures: readonly CoverageDay[]): Row[] {
  const byDay = new Map(figures.map((each) => [each.day, each]));
  const rows: Row[] = [];
  for (const day of days.toReversed()) {
    const found = byDay.get(day);
    const last = rows.at(-1);
    if (found) rows.push({ figures: found });
    else if (last && "from" in last && last.from === dayAfter(day)) last.from = day;
    else rows.push({ from: day, to: day });
  }
  return rows;
}

export function gapText(missing: number): string {
  if (missing === 0) return "";
  return missing === 1
    ? "No server counted on 1 day, which is a gap."
    : `No server counted on ${missing} days, which are gaps.`;
}
