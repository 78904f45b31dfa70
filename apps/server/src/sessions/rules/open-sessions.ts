import { isExpired } from "./lifetime.ts";

interface Times {
  began_at: number;
  last_seen_at: number;
  unfinished_since: number | null;
}

export function isOpen(times: Times, now: number): boolean {
  const { began_at: beganAt, last_seen_at: lastSeenAt, unfinished_since: unfinishedSince } = times;
  return unfinishedSince === null && !isExpired({ beganAt, lastSeenAt, unfinishedSince }, now);
}
