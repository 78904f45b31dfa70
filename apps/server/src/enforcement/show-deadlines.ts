import type { Deadlines } from "@sallyport/contract/enforcement";
import type { AccountsParts, Actor } from "../accounts/parts.ts";
import { countDeadlines } from "../accounts/users/list/deadline-counts.repository.ts";
import { dayAfter, type LocalDay, localDay, spanOfDay } from "../core/local-day.ts";

export async function showDeadlines(
  { database, clock, settings }: Pick<AccountsParts, "database" | "clock" | "settings">,
  _actor: Actor,
  { month: given }: { month?: string | undefined },
): Promise<Deadlines> {
  const now = clock.now();
  const { timeZone } = settings();
  const today = localDay(now, timeZone);
  const month = given ?? today.slice(0, "2027-01".length);
  const days = daysOf(month);
  const spans = days.map((day) => spanOfDay(day, timeZone));
  const { ofDays, ...others } = await countDeadlines(database, spans, now);
  const counted = days.map((day, n) => ({ day, count: ofDays[n] ?? 0 }));
  return { timeZone, today, month, days: counted.filter(({ count }) => count > 0), ...others };
}

function daysOf(month: string): LocalDay[] {
  const days: LocalDay[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = dayAfter(day)) days.push(day);
  return days;
}
