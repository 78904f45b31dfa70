import type { ActivityFilter } from "@sallyport/contract/activity";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { findEvents } from "../../src/activity/found-events.ts";
import { countRepeatable } from "../../src/activity/repeats.ts";
import { hour } from "../../src/core/clock.ts";
import type { Database } from "../../src/database/database.ts";
import type { Keys } from "../../src/keys/keys.ts";
import { simulateApp } from "../simulation/simulated-app.ts";
import { generatePeople, scaleNow } from "./people.ts";
import { growingStatements, planOf, StatementRecorder } from "./statements.ts";
import { workThatMustNotGrow } from "./work.ts";

async function town(): Promise<{ database: Database; keys: Keys }> {
  const world = await simulateApp();
  onTestFinished(() => world[Symbol.asyncDispose]());
  const { database } = world.parts;
  await generatePeople(database, 3000);
  const event = {
    at: scaleNow - 2 * hour,
    kind: "user_update",
    outcome: "success",
    detail: "",
    address: null,
  } as const;
  const people = { actor_id: "a", actor: "a", subject_id: "b", subject: "b" };
  await database.transaction().execute((tx) => countRepeatable(tx, { ...event, ...people }));
  return { database, keys: world.keys };
}

async function recordWork(database: Database, keys: Keys): Promise<StatementRecorder> {
  const recorder = new StatementRecorder();
  for (const work of Object.values(workThatMustNotGrow(database.withPlugin(recorder), keys))) await work();
  return recorder;
}

test("no list, search, tick or sweep reads a whole table or sorts one", { timeout: 60_000 }, async () => {
  const { database, keys } = await town();
  const recorder = await recordWork(database, keys);
  expect(recorder.statements.size).toBeGreaterThan(40);
  expect(await growingStatements(database, recorder)).toEqual([]);
  // A real server's database has no statistics. `analyze` adds statistics, and SQLite can then choose other
  // plans.
  await sql`analyze`.execute(database);
  expect(await growingStatements(database, recorder)).toEqual([]);
});

test.for([
  ["accounts_deadline_due", "accounts"],
  ["accounts_by_name", "accounts"],
  ["accounts_by_created", "accounts"],
  ["accounts_by_last_sign_in", "accounts"],
  ["accounts_by_mfa", "accounts"],
  ["wrong_passwords_wait", "wrong_passwords"],
  ["account_words_account", "account_words"],
  ["outbox_waiting", "outbox"],
  ["known_browsers_last_sign_in", "known_browsers"],
])(
  "without the index %s a statement would read all of its table",
  { timeout: 60_000 },
  async ([index = "", table]) => {
    const { database, keys } = await town();
    const recorder = await recordWork(database, keys);
    await sql`drop index ${sql.ref(index)}`.execute(database);
    const growing = await growingStatements(database, recorder);
    expect(growing.map(({ statement }) => statement).join("\n")).toContain(`"${table}"`);
  },
);

test.for<[ActivityFilter, string[]]>([
  [{}, ["audit_events_by_time (at>? AND at<?)"]],
  [{ kind: "user_lockout" }, ["audit_events_by_kind (kind=? AND at>? AND at<?)"]],
  [{ kind: "user_lockout", outcome: "failure" }, ["audit_events_of_failures (at>? AND at<?)"]],
  [{ address: "::1", outcome: "failure" }, ["audit_events_by_address (address=? AND at>? AND at<?)"]],
  [
    { person: "a", address: "::1" },
    [
      "audit_events_by_actor (actor_id=? AND at>? AND at<?)",
      "audit_events_by_subject (subject_id=? AND at>? AND at<?)",
    ],
  ],
])("the activity filter %j reads only its index", { timeout: 60_000 }, async ([filter, indexes]) => {
  const { database } = await town();
  const recorder = new StatementRecorder();
  await findEvents(database.withPlugin(recorder), filter, { limit: 50 });
  const plans = await Promise.all(
    [...recorder.statements].map(([statement, parameters]) => planOf(database, statement, parameters)),
  );
  expect(plans.map(([first]) => first)).toEqual(indexes.map((index) => `SEARCH event USING INDEX ${index}`));
});
