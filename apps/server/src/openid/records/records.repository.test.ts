import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../../lab/postgres/new-place.ts";
import { type Database, openDatabase } from "../../database/database.ts";
import { consumeRecord, findRecord, recordId, storeRecord } from "./records.repository.ts";

let database: Database;
beforeEach(async () => {
  database = await openDatabase(await newPlace());
});
afterEach(() => database.destroy());

const id = recordId("AuthorizationCode", "a code");
const noOwner = { account_id: null, application_id: null, session_id: null, application_session_id: null };

test("a record is used up once, also by requests that have read it before", {
  tags: ["AT-106"],
}, async () => {
  await storeRecord(database, { ...noOwner, id, kind: "AuthorizationCode", payload: "{}", expires_at: 9 });
  expect(await findRecord(database, id)).toMatchObject({ consumed_at: null });
  const results = await Promise.all([1, 2, 3].map((now) => consumeRecord(database, id, now)));
  expect(results.filter(Boolean)).toHaveLength(1);
  expect(await consumeRecord(database, id, 4)).toBe(false);
});

test("a token is found only as its own kind", () => {
  expect(recordId("AccessToken", "a token")).not.toBe(recordId("RefreshToken", "a token"));
  expect(recordId("AccessToken", "a token")).not.toContain("token");
});
