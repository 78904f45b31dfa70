import type { SessionLimits } from "@sallyport/contract/settings/list";
import { isExpired } from "./lifetime.ts";

interface Times {
  began_at: number;
  last_seen_at: number;
  unfinished_since: number | null;
}

export function isOpen(times: Times, limits: SessionLimits, now: number): boolean {
  const { began_at: beganAt, last_seen_at: lastSeenAt, unfinished_since: unfinishedSince } = times;
  return unfinishedSince === null && !isExpired({ beganAt, lastSeenAt, unfinishedSince }, limits, now);
}
