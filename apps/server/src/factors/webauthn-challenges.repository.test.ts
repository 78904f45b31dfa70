import { expect, test } from "vitest";
import { day } from "../clock.ts";
import { openDatabase } from "../database/database.ts";
import { hashOf } from "../http/tokens.ts";
import { giveChallenge, openChallengesOf } from "./webauthn-challenges.repository.ts";

test("challenges from a clock that was ahead fill no source's places", async () => {
  const now = Date.UTC(2027, 0, 4, 9);
  const database = await openDatabase(":memory:");
  const bond = { purpose: "sign-in", browser_hash: hashOf("a browser"), session_id: null } as const;
  await giveChallenge(database, { bond, source: "192.0.2.7", now: now + 30 * day });
  await giveChallenge(database, { bond, source: "192.0.2.7", now });
  expect(await openChallengesOf(database, { source: "192.0.2.7" }, now)).toBe(1);
  await database.destroy();
});
