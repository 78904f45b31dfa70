import type { EventKind } from "@sallyport/contract/event-kinds";
import type { ProblemCode } from "@sallyport/contract/problem";
import { type AuditRecord, record } from "../activity/activity.ts";
import { Refused } from "../core/refusal.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";
import { inTransaction } from "../database/transactions.ts";
import { whereabouts } from "../journey/journey.ts";
import type { AccountWithFactors } from "./accounts.repository.ts";
import { actingThroughAgain } from "./api-keys/key-account.ts";
import { accountFacts, sessionFacts } from "./facts.ts";
import type { AccountsParts, Actor, Author, ConsoleCaller, KeyAccount, SessionAccount } from "./parts.ts";
import { findSessionAccountAgain } from "./session-account.repository.ts";

/** Reads the caller again, because the account could have changed since the request began (ASVS 15.4.2). */
async function actingNow<Caller extends ConsoleCaller>(
  tx: Queryable,
  { caller, visit }: Actor<Caller>,
  now: number,
): Promise<Actor<Caller>> {
  const found = await ("key" in caller ? keyNow(tx, caller, now) : sessionNow(tx, caller, now));
  if (found.account.role !== caller.account.role) throw new Refused("forbidden");
  return { caller: found as Caller, visit };
}

async function sessionNow(tx: Queryable, caller: SessionAccount, now: number): Promise<SessionAccount> {
  const found = await findSessionAccountAgain(tx, caller.session);
  if (found?.account.state !== "active") throw new Refused("not-signed-in");
  if (whereabouts(accountFacts(found), sessionFacts(found.session), now).at !== "signed-in") {
    throw new Refused("mfa-required");
  }
  return found;
}

async function keyNow(tx: Queryable, caller: KeyAccount, now: number): Promise<KeyAccount> {
  const found = await actingThroughAgain(tx, caller, now);
  if (!found) throw new Refused("key-invalid");
  return found;
}

export interface Attempt<Caller extends ConsoleCaller = ConsoleCaller> {
  actor: Actor<Caller>;
  /** If the server refuses the change, the activity log shows this name. */
  what: string;
}

/**
 * Makes a change in a transaction. If the role is wrong or reauthentication is missing, records the refusal
 * after the rollback.
 */
export async function carryOut<Result, Caller extends ConsoleCaller>(
  { database, clock }: Pick<AccountsParts, "database" | "clock">,
  { actor: given, what }: Attempt<Caller>,
  make: (here: { tx: Queryable; actor: Actor<Caller>; now: number }) => Promise<Result>,
): Promise<Result> {
  const now = clock.now();
  const doing = inTransaction(database, "everything", async (tx) =>
    make({ tx, actor: await actingNow(tx, given, now), now }),
  );
  return doing.catch(async (error: unknown) => {
    await recordRefusedAccess(database, { actor: given, what, now }, error);
    throw error;
  });
}

export interface Change {
  tx: Queryable;
  actor: Author;
  subject: AccountWithFactors;
  now: number;
}

export function authorOf({ actor }: Change): AccountRow {
  return actor.caller.account;
}

export function recordAct(change: Change, kind: EventKind, detail = ""): Promise<void> {
  return record(change.tx, { ...eventOfAct(change, kind), detail });
}

/**
 * Use this function only for changes that don't weaken the account. Above a limit, the activity log stores how
 * many events there were, but not each event.
 */
export function recordRepeatableAct(change: Change, kind: EventKind, detail = ""): Promise<void> {
  return record(change.tx, { ...eventOfAct(change, kind), detail, isRepeatable: true });
}

function eventOfAct({ actor, subject, now }: Change, kind: EventKind): AuditRecord {
  const author = actor.caller.account;
  return { at: now, kind, actor: author, subject: subject.account, address: actor.visit.address };
}

const keptFrom: readonly ProblemCode[] = [
  "forbidden",
  "insufficient-user-authentication",
  "second-factor-needed",
  "key-not-allowed",
];

/** Records a refusal because of a wrong role or a missing reauthentication (ASVS 16.3.2). */
export async function recordRefusedAccess(
  database: Database,
  { actor: { caller, visit }, what, now }: Attempt & { now: number },
  error: unknown,
): Promise<void> {
  if (!(error instanceof Refused) || !keptFrom.includes(error.code)) return;
  await record(database, {
    at: now,
    kind: "admin_access_refused",
    actor: caller.account,
    outcome: "failure",
    detail: `${error.code}: ${what}`,
    address: visit.address,
    isRepeatable: true,
  });
}
