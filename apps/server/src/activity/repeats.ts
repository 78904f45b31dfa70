import { hour, instant } from "../core/clock.ts";
import { networkOf } from "../core/network.ts";
import type { Queryable } from "../database/database.ts";
import type { ActivityRepeatsRow } from "../database/schema.ts";
import { insertEvent, type NewEvent } from "./events.repository.ts";
import {
  countRepeat,
  findOverRepeats,
  type RepeatsKey,
  type Span,
  takeOverRepeats,
} from "./repeats.repository.ts";

const repeatsCountedForMs = hour;

/** At most this many events per hour, kind and account are recorded. */
const allowance = { ofOthers: 100, login: 30, own: 10, key: 1 } as const;

/**
 * Returns whether to record the event. A closing event records how many events exceeded the allowance (record
 * 0031).
 */
export async function countRepeatable(tx: Queryable, event: NewEvent, ofKey?: string): Promise<boolean> {
  const { actor_id, kind, outcome, subject_id, ...last } = event;
  const key = {
    actor_id: actor_id ?? "",
    kind,
    outcome,
    subject_id: subject_id ?? "",
    // Anyone can attempt a login, so login attempts are counted by network.
    network: ofKey ?? (isLogin(kind) && event.address !== null ? networkOf(event.address) : ""),
  };
  const span = hourBefore(event.at);
  const counter = { last, began: span.began };
  let count = await countRepeat(tx, key, counter);
  if (count === null) {
    // The hour is over, or the clock was set back.
    await closeIfOver(tx, key, span);
    count = (await countRepeat(tx, key, counter)) ?? 1;
  }
  // defence: AT-87
  return count <= allowanceOf(key);
}

/** @returns how many counters were closed */
export async function closeRepeats(database: Queryable, now: number, limit: number): Promise<number> {
  const span = hourBefore(now);
  const over = await findOverRepeats(database, span, limit);
  for (const key of over) await closeIfOver(database, key, span);
  return over.length;
}

function hourBefore(now: number): Span {
  return { began: now - repeatsCountedForMs, now };
}

/** The closing event has the time and address of the last repeat. */
async function closeIfOver(tx: Queryable, key: RepeatsKey, span: Span): Promise<void> {
  const row = await takeOverRepeats(tx, key, span);
  if (!row) return;
  const { actor_id, kind, outcome, subject_id, network: _, since, count, ...last } = row;
  const unrecorded = count - allowanceOf(row);
  if (unrecorded <= 0) return;
  const detail = `${kind} ${count} times since ${instant(since)}, ${unrecorded} of them not recorded one by one; the last: ${last.detail}`;
  await insertEvent(tx, {
    ...last,
    actor_id,
    kind: "activity_repeated",
    outcome,
    subject_id: subject_id === "" ? null : subject_id,
    detail,
  });
}

/** Reads the detail of a closing event. */
export function unrecordedIn(detail: string, isAsked: (kind: string) => boolean): number {
  const [, kind = "", count = "0"] = /^(\w+) \d+ times since \S+, (\d+) of them/.exec(detail) ?? [];
  return isAsked(kind) ? Number(count) : 0;
}

function allowanceOf({
  actor_id,
  kind,
  subject_id,
}: Pick<ActivityRepeatsRow, "actor_id" | "kind" | "subject_id">): number {
  // Events without an actor have no limit. They are counted too, so a request for an unknown account takes as long
  // as one for a known account.
  if (actor_id === "") return Number.POSITIVE_INFINITY;
  if (kind === "api_key_used") return allowance.key;
  if (subject_id !== "") return allowance.ofOthers;
  return isLogin(kind) ? allowance.login : allowance.own;
}

function isLogin(kind: string): boolean {
  return kind.endsWith("_login_attempt");
}
