import type { ActivityFilter } from "@sallyport/contract/activity";
import { kindsOf } from "@sallyport/contract/activity-sentences";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { instant } from "../core/clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import type { NewEvent } from "./events.repository.ts";
import { findEvents } from "./found-events.ts";

const people = ["10000000-0000-4000-8000-000000000000", "20000000-0000-4000-8000-000000000000", null];
const kinds = ["user_login_attempt", "user_lockout", "user_suspended", "admin_login_attempt"] as const;
const addresses = ["192.0.2.1", "2001:db8::1", null];

let database: Database;

beforeEach(async () => {
  database = await openDatabase(await newPlace());
});
afterEach(() => database.destroy());

function chooser(seed: number) {
  let state = seed;
  return function oneOf<Value>(values: readonly Value[]): Value {
    state = (state * 1103515245 + 12345) % 2147483648;
    return values[Math.floor((state / 2147483648) * values.length)] as Value;
  };
}

async function happen(events: readonly NewEvent[]): Promise<void> {
  for (let from = 0; from < events.length; from += 100)
    await database
      .insertInto("audit_events")
      .values(events.slice(from, from + 100))
      .execute();
}

const quiet: NewEvent = {
  at: 0,
  kind: "user_login_attempt",
  actor_id: null,
  actor: null,
  subject_id: null,
  subject: null,
  outcome: "success",
  detail: "",
  address: null,
};

async function allPages(filter: ActivityFilter, limit: number): Promise<number[]> {
  const ids: number[] = [];
  for (let before: number | null | undefined; before !== null; ) {
    const page = await findEvents(database, filter, { before, limit });
    expect(page.events.length).toBeLessThanOrEqual(limit);
    ids.push(...page.events.map(({ id }) => id));
    before = page.next;
  }
  return ids;
}

test("pages have each event that a filter means once, by time and then by id", async () => {
  const oneOf = chooser(7);
  const many = Array.from({ length: 600 }, (): NewEvent => {
    const [actor, subject] = [oneOf(people), oneOf(people)];
    return {
      at: oneOf([1, 2, 3, 4, 5, 6, 7, 8, 9]) * 1000,
      kind: oneOf(kinds),
      actor_id: actor,
      actor: actor && "a",
      subject_id: subject,
      subject: subject && "s",
      outcome: oneOf(["success", "failure"]),
      detail: "",
      address: oneOf(addresses),
    };
  });
  await happen(many);
  const stored = await database.selectFrom("audit_events").selectAll().execute();
  const newestFirst = stored.toSorted((one, other) => other.at - one.at || other.id - one.id);
  for (let time = 0; time < 60; time++) {
    const [person, kind, group] = [
      oneOf(people),
      oneOf([...kinds, null, null]),
      oneOf(["logins", null] as const),
    ];
    const [outcome, address] = [oneOf(["success", "failure", null] as const), oneOf(addresses)];
    const [from, to] = [oneOf([null, 3000]), oneOf([null, 7000])];
    const filter: ActivityFilter = {
      ...(person && { person }),
      ...(kind && { kind }),
      ...(group && { group }),
      ...(outcome && { outcome }),
      ...(address && { address }),
      ...(from && { from: instant(from) }),
      ...(to && { to: instant(to) }),
    };
    const meant = newestFirst.filter(
      (event) =>
        (!person || event.actor_id === person || event.subject_id === person) &&
        (!kind || event.kind === kind) &&
        (!group || (kindsOf(group) as string[]).includes(event.kind)) &&
        (!outcome || event.outcome === outcome) &&
        (!address || event.address === address) &&
        (!from || event.at >= from) &&
        (!to || event.at < to),
    );
    expect([filter, await allPages(filter, oneOf([3, 20, 100]))]).toEqual([
      filter,
      meant.map(({ id }) => id),
    ]);
  }
});

test("an address is found however it is written", async () => {
  await happen([{ ...quiet, address: "2001:db8::1" }]);
  expect(await allPages({ address: "2001:DB8:0:0::1" }, 10)).toHaveLength(1);
  expect(await allPages({ address: "2001:db8" }, 10)).toEqual([]);
});

test("a page reads a bounded number of events, and the next one goes on", async () => {
  const [person = ""] = people;
  const many = Array.from({ length: 4500 }, (_, at) => ({ ...quiet, at, actor_id: person, actor: "a" }));
  await happen([{ ...quiet, at: -1, actor_id: person, actor: "a", outcome: "failure" }, ...many]);
  const filter = { person: person ?? "", kind: "user_login_attempt", outcome: "failure" } as const;
  const first = await findEvents(database, filter, { limit: 10 });
  expect(first).toMatchObject({ events: [], next: expect.any(Number) });
  const read = await findEvents(database, { person: person ?? "" }, { limit: 2000 });
  expect(first.next).toBe(read.events.at(-1)?.id);
  const pages = [first];
  for (let { next } = first; next !== null; next = pages.at(-1)?.next ?? null)
    pages.push(await findEvents(database, filter, { before: next, limit: 10 }));
  expect(pages.map(({ events }) => events.length)).toEqual([0, 0, 1]);
});

test("after the newest known event there are only newer ones", async () => {
  await happen([1, 5, 5, 9].map((at) => ({ ...quiet, at })));
  const known = await findEvents(database, {}, { limit: 10 });
  const [newest, second, third] = known.events;
  const after = async (afterId = 0) =>
    (await findEvents(database, {}, { after: afterId, limit: 10 })).events.map(({ id }) => id);
  expect(await after(newest?.id)).toEqual([]);
  expect(await after(third?.id)).toEqual([newest?.id, second?.id]);
});

test("beside an event that doesn't exist there is nothing", async () => {
  await happen([quiet]);
  expect(await findEvents(database, {}, { before: 99, limit: 10 })).toEqual({ events: [], next: null });
  expect(await findEvents(database, {}, { after: 99, limit: 10 })).toEqual({ events: [], next: null });
});
