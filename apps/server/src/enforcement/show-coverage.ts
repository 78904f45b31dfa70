import type { Coverage } from "@sallyport/contract/enforcement";
import type { AccountsParts, Actor } from "../accounts/parts.ts";
import { instant } from "../core/clock.ts";
import { dayAfter, localDay } from "../core/local-day.ts";
import type { CoverageDay } from "../database/schema.ts";
import { findCoverage } from "./coverage.repository.ts";

/** Returns the last `days` days, including today. */
export async function showCoverage(
  { database, clock, settings }: Pick<AccountsParts, "database" | "clock" | "settings">,
  _actor: Actor,
  { days }: { days: number },
): Promise<Coverage> {
  const { timeZone } = settings();
  const today = localDay(clock.now(), timeZone);
  const from = dayAfter(today, 1 - days);
  const rows = await findCoverage(database, { from, to: today });
  return { timeZone, from, today, days: rows.map(viewDay) };
}

function viewDay({ day, counted_at, users, required, set_up, set_up_by_choice, locked }: CoverageDay) {
  return {
    day,
    countedAt: instant(counted_at),
    users,
    required,
    setUp: set_up,
    setUpByChoice: set_up_by_choice,
    locked,
  };
}
