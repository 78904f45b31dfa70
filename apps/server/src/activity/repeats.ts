import { hour, instant } from "../core/clock.ts";
import { networkOf } from "../core/network.ts";
import type { Queryable } from "../database/database.ts";
import type { ActivityRepeatsRow } from "../database/schema.ts";
import { insertEvent, type NewEvent } from "./events.repository.ts";
import { deleteRepeats, findOverRepeats, findRepeats, writeRepeats } from "./repeats.repository.ts";

const repeatsCountedForMs = hour;

/** How many repeatable events of one kind and account are recorded within an hour. More are only counted. */
const allowance = { ofOthers: 100, login: 30, own: 10 } as const;

/**
 * Counts a repeatable event. Beyond its allowance it is only counted, and a closing event says how many there were
 * (record 0031). Acts on other accounts have the largest allowance, because they are rarely repeats.
 * @returns whether the event is recorded by itself, too
 */
export async function countRepeatable(tx: Queryable, event: NewEvent): Promise<boolean> {
  const { actor_id, kind, outcome, subject_id, ...last } = event;
  const key = {
    actor_id: actor_id ?? "",
    kind,
    outcome,
    subject_id: subject_id ?? "",
    // A stranger can attempt a login, so logins count by network. A session's acts count over all: its cookie can move.
    network: isLogin(kind) && event.address !== null ? networkOf(event.address) : "",
  };
  const before = await findRepeats(tx, key);
  // After a clock was set back, a new hour starts too. Otherwise the old hour would last as long as the clock was ahead.
  const isOver = before && (event.at >= before.since + repeatsCountedForMs || event.at < before.since);
  if (isOver) await close(tx, before);
  const isRepeat = before !== undefined && !isOver;
  const counted = {
    ...last,
    since: isRepeat ? before.since : event.at,
    count: isRepeat ? before.count + 1 : 1,
  };
  await writeRepeats(tx, key, counted);
  // defence: AT-87
  return counted.count <= allowanceOf(key);
}

/** Records, after the hour, how many repeats were only counted. */
export async function closeRepeats(database: Queryable, now: number): Promise<void> {
  for (const row of await findOverRepeats(database, { began: now - repeatsCountedForMs, now }))
    await close(database, row);
}

/** Records one closing event for the counted repeats: the same people and outcome, with time and address of the last. */
async function close(tx: Queryable, row: ActivityRepeatsRow): Promise<void> {
  const { actor_id, kind, outcome, subject_id, network: _, since, count, ...last } = row;
  await deleteRepeats(tx, row);
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

function allowanceOf({
  actor_id,
  kind,
  subject_id,
}: Pick<ActivityRepeatsRow, "actor_id" | "kind" | "subject_id">): number {
  // Always recorded, but counted like the others, so that known and unknown logins take equally long.
  if (actor_id === "") return Number.POSITIVE_INFINITY;
  if (subject_id !== "") return allowance.ofOthers;
  return isLogin(kind) ? allowance.login : allowance.own;
}

function isLogin(kind: string): boolean {
  return kind.endsWith("_login_attempt");
}
