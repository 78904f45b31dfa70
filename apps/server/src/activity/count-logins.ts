import { isFinishedLogin } from "@sallyport/contract/activity-logins";
import { minute } from "../core/clock.ts";
import type { Queryable } from "../database/database.ts";
import type { AuditEventRow } from "../database/schema.ts";
import { addLoginCount, type LoginCount } from "./login-counts.repository.ts";
import { unrecordedIn } from "./repeats.ts";

/** In every time zone, each day begins at a full quarter of an hour in UTC. */
export const quarter = 15 * minute;

type Event = Pick<AuditEventRow, "at" | "kind" | "outcome" | "detail">;

/** Call this in the transaction that adds the events to the hash chain, so that each event is counted exactly once. */
export async function countLogins(tx: Queryable, events: readonly Event[]): Promise<void> {
  for (const count of loginCountsOf(events)) await addLoginCount(tx, count);
}

export function loginCountsOf(events: readonly Event[]): LoginCount[] {
  const counts = new Map<number, LoginCount>();
  for (const event of events) {
    const { logins, failures } = worthOf(event);
    if (logins + failures === 0) continue;
    const began_at = Math.floor(event.at / quarter) * quarter;
    const before = counts.get(began_at) ?? { logins: 0, failures: 0 };
    counts.set(began_at, {
      began_at,
      logins: before.logins + logins,
      failures: before.failures + failures,
    });
  }
  return [...counts.values()];
}

function worthOf({ kind, outcome, detail }: Event): Omit<LoginCount, "began_at"> {
  if (kind === "activity_repeated" && outcome === "failure")
    return { logins: 0, failures: unrecordedIn(detail, isLogin) };
  if (!isLogin(kind)) return { logins: 0, failures: 0 };
  if (outcome === "failure") return { logins: 0, failures: 1 };
  return { logins: isFinishedLogin(detail) ? 1 : 0, failures: 0 };
}

function isLogin(kind: string): boolean {
  return kind === "user_login_attempt" || kind === "admin_login_attempt";
}
