import { expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { day, minute } from "../core/clock.ts";
import { hashOf } from "../core/tokens.ts";
import { openDatabase } from "../database/database.ts";
import {
  challengeLasts,
  giveChallenge,
  openChallengesOf,
  spendChallenge,
} from "./webauthn-challenges.repository.ts";

test("challenges from a clock that was ahead fill no source's places", async () => {
  const now = Date.UTC(2027, 0, 4, 9);
  const database = await openDatabase(await newPlace());
  const bond = { purpose: "sign-in", browser_hash: hashOf("a browser"), session_id: null } as const;
  await giveChallenge(database, { bond, source: "192.0.2.7", now: now + 30 * day });
  await giveChallenge(database, { bond, source: "192.0.2.7", now });
  expect(await openChallengesOf(database, { source: "192.0.2.7" }, now)).toBe(1);
  await database.destroy();
});

test("a challenge is taken back within its five minutes, and not by a clock from before it was given", async () => {
  const now = Date.UTC(2027, 0, 4, 9);
  const database = await openDatabase(await newPlace());
  const bond = { purpose: "sign-in", browser_hash: hashOf("a browser"), session_id: null } as const;
  const spentAt = async (at: number) =>
    spendChallenge(database, await giveChallenge(database, { bond, now }), bond, at);
  expect(await spentAt(now - day)).toBe(false);
  expect(await spentAt(now - minute)).toBe(false);
  expect(await spentAt(now)).toBe(true);
  expect(await spentAt(now + challengeLasts - 1)).toBe(true);
  expect(await spentAt(now + challengeLasts)).toBe(false);
  await database.destroy();
});
