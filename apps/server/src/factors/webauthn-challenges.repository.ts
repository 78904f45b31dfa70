import { minute } from "../core/clock.ts";
import { hashOf, newToken } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";
import type { WebauthnChallengeRow } from "../database/schema.ts";

export const challengeLasts = 5 * minute;

/** A response must match all these columns of the challenge. */
export type ChallengeBond = Pick<WebauthnChallengeRow, "purpose" | "browser_hash" | "session_id">;

export interface Giving {
  bond: ChallengeBond;
  source?: string;
  now: number;
}

/** Makes 256 random bits in base64url. The database stores only a hash (WebAuthn Level 3 §13.4.3). */
export async function giveChallenge(database: Queryable, { bond, source, now }: Giving): Promise<string> {
  const challenge = newToken();
  await database
    .insertInto("webauthn_challenges")
    .values({
      challenge_hash: hashOf(challenge),
      ...bond,
      source: source ?? null,
      expires_at: now + challengeLasts,
    })
    .execute();
  return challenge;
}

interface Place {
  sessionId: string | null;
  source: string | null;
  now: number;
}

/** Counts a wrong response by storing a challenge that is never sent to a browser. */
export async function keepPlace(database: Queryable, { sessionId, source, now }: Place): Promise<void> {
  const bond = { purpose: "sign-in", browser_hash: hashOf(newToken()), session_id: sessionId } as const;
  await giveChallenge(database, { bond, ...(source === null ? {} : { source }), now });
}

export async function openChallengesOf(
  database: Queryable,
  whose: { session_id: string } | { source: string },
  now: number,
): Promise<number> {
  const { open } = await database
    .selectFrom("webauthn_challenges")
    .select((rows) => rows.fn.countAll<number>().as("open"))
    .where((row) => row.and(whose))
    .where("expires_at", ">", now)
    .where("expires_at", "<=", now + challengeLasts)
    .executeTakeFirstOrThrow();
  return open;
}

/** One statement finds and deletes the challenge, so only one of several simultaneous responses is checked. */
export async function spendChallenge(
  database: Queryable,
  challenge: string,
  { purpose, browser_hash, session_id }: ChallengeBond,
  now: number,
): Promise<boolean> {
  // defence: AT-70
  const spent = await database
    .deleteFrom("webauthn_challenges")
    .where("challenge_hash", "=", hashOf(challenge))
    .where("purpose", "=", purpose)
    .where("browser_hash", "=", browser_hash)
    .where("session_id", session_id === null ? "is" : "=", session_id)
    .where("expires_at", ">", now)
    .where("expires_at", "<=", now + challengeLasts)
    .returning("challenge_hash")
    .executeTakeFirst();
  return spent !== undefined;
}

/** Returns true only at the first use of an autofill challenge. */
export async function noteSpent(database: Queryable, challenge: string, endsAt: number): Promise<boolean> {
  const noted = await database
    .insertInto("webauthn_challenges")
    .values({
      challenge_hash: hashOf(challenge),
      purpose: "autofill",
      browser_hash: hashOf(newToken()),
      session_id: null,
      source: null,
      expires_at: endsAt,
    })
    .onConflict((conflict) => conflict.column("challenge_hash").doNothing())
    .returning("expires_at")
    .executeTakeFirst();
  return noted !== undefined;
}
