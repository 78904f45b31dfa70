import type { BulkPreview } from "@sallyport/contract/bulk-actions";

export interface LocksOfDay {
  /** The time of the earliest lock on this day. */
  at: string;
  count: number;
}

/** Groups the locks by day, in the reader's time zone. */
export function locksByDay(locks: BulkPreview["locks"]): LocksOfDay[] {
  const days = new Map<string, LocksOfDay>();
  for (const { at, count } of locks) {
    const day = new Date(at).toDateString();
    const known = days.get(day);
    if (known) known.count += count;
    else days.set(day, { at, count });
  }
  return [...days.values()];
}
