import { second } from "../core/clock.ts";
import { networkOf } from "../core/network.ts";
import { Refused } from "../core/refusal.ts";
import { hashOf } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";
import type { SessionRow } from "../database/schema.ts";
import type { ScopeName } from "../database/scope.ts";
import { challengeLasts, keepPlace, openChallengesOf } from "../factors/webauthn-challenges.repository.ts";
import type { Visit } from "../http/visit.ts";
import { isKnownBrowser } from "../sessions/known-browsers.repository.ts";

/** Limits of challenges. Open and failed challenges count until they expire. */
const openChallengesPerSource = 100;
const openChallengesPerSession = 20;

/** A known browser has its own limit, so strangers in its network can't use up its challenges. */
export async function sourceAtStart(tx: Queryable, visit: Visit): Promise<string> {
  const browserHash = hashOf(visit.keepBrowserToken());
  return (await isKnownBrowser(tx, browserHash))
    ? `known browser ${browserHash.toString("hex")}`
    : networkOf(visit.address);
}

export function scopeAtStart(visit: Visit): ScopeName[] {
  const browser = hashOf(visit.keepBrowserToken()).toString("hex");
  return [`browser ${browser}`, `network ${networkOf(visit.address)}`];
}

export async function refuseTooManyAtStart(tx: Queryable, source: string, now: number): Promise<void> {
  if ((await openChallengesOf(tx, { source }, now)) >= openChallengesPerSource) throw tooMany();
}

export async function refuseTooManyIn(tx: Queryable, { id }: SessionRow, now: number): Promise<void> {
  if ((await openChallengesOf(tx, { session_id: id }, now)) >= openChallengesPerSession) throw tooMany();
}

export async function keepPlaceIn(tx: Queryable, { id }: SessionRow, now: number): Promise<void> {
  await keepPlace(tx, { sessionId: id, source: null, now });
}

function tooMany(): Refused {
  return new Refused("too-many-requests", { retryAfterSeconds: challengeLasts / second });
}
