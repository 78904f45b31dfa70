import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../lab/postgres/new-place.ts";
import { day, hour } from "./core/clock.ts";
import { type Database, openDatabase } from "./database/database.ts";
import { createHousekeeping } from "./housekeeping.ts";

let database: Database;
beforeEach(async () => {
  database = await openDatabase(await newPlace());
});
afterEach(() => database.destroy());

const mails = () => database.selectFrom("registration_mails").select("sent_at").execute();
const count = (at: number) =>
  database
    .insertInto("registration_mails")
    .values({ email_key: "ursula@example.com", network: "192.0.2.1", sent_at: at })
    .execute();

test("clears away at the start and then once an hour, whichever way the clock is turned", async () => {
  const clearAway = createHousekeeping(database);
  const now = Date.UTC(2027, 0, 4, 9);
  await count(now - hour - 1);
  await clearAway(now);
  expect(await mails()).toEqual([]);
  await count(now - hour - 1);
  await clearAway(now + hour - 1);
  expect(await mails()).toHaveLength(1);
  await clearAway(now + hour);
  expect(await mails()).toEqual([]);
  await count(now - 3 * hour);
  await clearAway(now - hour);
  expect(await mails()).toEqual([]);
});

test("clears away invitations that a clock sent that was ahead, and keeps those that still count", async () => {
  const now = Date.UTC(2027, 0, 4, 9);
  const sent = [now - hour - 1, now - hour + 1, now, now + 30 * day];
  const rows = sent.map((sent_at) => ({ administrator_id: "ada", sent_at }));
  await database.insertInto("invitation_mails").values(rows).execute();
  await createHousekeeping(database)(now);
  const left = await database.selectFrom("invitation_mails").select("sent_at").orderBy("sent_at").execute();
  expect(left.map(({ sent_at }) => sent_at)).toEqual([now - hour + 1, now]);
});
