import { afterEach, beforeEach, expect, test } from "vitest";
import { minute } from "../core/clock.ts";
import { hashOf } from "../core/tokens.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { answerCode, writeRegistration } from "./registrations.repository.ts";

const now = Date.UTC(2027, 0, 4, 9);
let database: Database;
beforeEach(async () => {
  database = await openDatabase(":memory:");
});
afterEach(() => database.destroy());

const registered = (email: string, code: string) =>
  writeRegistration(database, "a device", {
    email,
    address: "192.0.2.1",
    link_hash: hashOf(`link ${code}`),
    code_hash: hashOf(code),
    tries_left: 5,
    expires_at: now + minute,
    created_at: now,
    verified_at: null,
  });

test("the right code of one address doesn't verify another address that the app has just registered", async () => {
  const own = await registered("mallory@example.com", "12345678");
  await registered("ursula@example.com", "87654321");
  expect(await answerCode(database, own, true, now)).toBeUndefined();
  expect(await database.selectFrom("registrations").select(["email", "verified_at"]).execute()).toEqual([
    { email: "ursula@example.com", verified_at: null },
  ]);
});
