import { type Coverage, mostCovered } from "@sallyport/contract/overview";
import { instant } from "../core/clock.ts";
import { dayAfter, localDay } from "../core/local-day.ts";
import type { CurrentSettings } from "../core/settings.ts";
import type { Database } from "../database/database.ts";
import { findCoverage } from "../enforcement/coverage.repository.ts";
import { countCoverage } from "./coverage.repository.ts";

/** If there are too many users to count at each request, the figures come from the last daily count. */
export async function coverageNow(
  { database, settings }: { database: Database; settings: CurrentSettings },
  now: number,
  most: number = mostCovered,
): Promise<Coverage> {
  const counts = await countCoverage(database, most);
  if (Object.values(counts).every((count) => count <= most)) return { ...counts, countedAt: null };
  const today = localDay(now, settings().timeZone);
  const days = await findCoverage(database, { from: dayAfter(today, -7), to: today });
  const last = days.at(-1);
  if (!last) return { ...counts, countedAt: null };
  const { users, required, set_up, set_up_by_choice, counted_at } = last;
  return {
    requiredSetUp: set_up,
    requiredNotSetUp: required - set_up,
    otherSetUp: set_up_by_choice,
    otherNotSetUp: users - required - set_up_by_choice,
    countedAt: instant(counted_at),
  };
}
