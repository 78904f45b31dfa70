import { setImmediate as nextTurn } from "node:timers/promises";
import { type LocalDay, localDay } from "../core/local-day.ts";
import type { CurrentSettings } from "../core/settings.ts";
import type { Database } from "../database/database.ts";
import {
  countSlice,
  hasCoverageOf,
  type Place,
  type Range,
  ranges,
  storeCoverage,
} from "./coverage.repository.ts";

interface Counting {
  day: LocalDay;
  range: number;
  after: Place | null;
  counts: number[];
}

interface Limits {
  usersASlice: number;
  slicesATick: number;
}

/**
 * Stores the figures of each day once. A large organisation is counted in small parts over several runs, so
 * that no request waits for the count (record 0060).
 */
export function createCoverage(
  { database, settings }: { database: Database; settings: CurrentSettings },
  { usersASlice, slicesATick }: Limits = { usersASlice: 10_000, slicesATick: 20 },
): (now: number) => Promise<void> {
  let counting: Counting | null = null;
  let storedDay: LocalDay | null = null;

  return async (now) => {
    const day = localDay(now, settings().timeZone);
    if (day === storedDay) return;
    // Another server might have stored the day meanwhile.
    if (await hasCoverageOf(database, day)) {
      storedDay = day;
      counting = null;
      return;
    }
    if (counting?.day !== day) counting = { day, range: 0, after: null, counts: ranges.map(() => 0) };
    for (let slices = 0; slices < slicesATick; slices += 1) {
      const range = ranges[counting.range];
      if (!range) {
        await storeCoverage(database, { day, counted_at: now, ...figuresOf(counting.counts) });
        storedDay = day;
        counting = null;
        return;
      }
      const { count, end } = await countSlice(database, range, { after: counting.after, size: usersASlice });
      counting.counts[counting.range] = (counting.counts[counting.range] ?? 0) + count;
      counting.after = end;
      if (end === null) counting.range += 1;
      // Let waiting requests run first.
      await nextTurn();
    }
  };
}

function figuresOf(counts: readonly number[]) {
  const sum = (isCounted: (range: Range) => boolean) =>
    ranges.reduce((all, range, n) => (isCounted(range) ? all + (counts[n] ?? 0) : all), 0);
  return {
    users: sum((range) => !("isLocked" in range)),
    required: sum((range) => "isRequired" in range && range.isRequired === 1),
    set_up: sum((range) => "isRequired" in range && range.isRequired === 1 && range.isEnrolled === 1),
    set_up_by_choice: sum(
      (range) => "isRequired" in range && range.isRequired === 0 && range.isEnrolled === 1,
    ),
    locked: sum((range) => "isLocked" in range),
  };
}
