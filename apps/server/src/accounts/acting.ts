import { type EventKind, record } from "../audit/audit.ts";
import type { Database, Queryable } from "../database/database.ts";
import { Refused } from "../http/problems.ts";
import { whereabouts } from "../sign-in/rules/journey.ts";
import { findHolder, type Holder } from "./accounts.repository.ts";
import { accountFacts, sessionFacts } from "./facts.ts";
import type { Act } from "./parts.ts";

/**
 * Reads, inside the transaction, how whoever acts stands now, and refuses one who was logged out, suspended, given
 * another role or sent to set-up since the request was let in (ASVS 15.4.2).
 */
export async function actingNow(tx: Queryable, { asker, visit }: Act, now: number): Promise<Act> {
  const session = await tx
    .selectFrom("sessions")
    .selectAll()
    .where("id", "=", asker.session.id)
    .executeTakeFirst();
  const holder = session ? await findHolder(tx, session.account_id) : null;
  if (!session || holder?.account.state !== "active") throw new Refused("not-signed-in");
  if (whereabouts(accountFacts(holder), sessionFacts(session), now).at !== "signed-in") {
    throw new Refused("mfa-required");
  }
  if (holder.account.role !== asker.holder.account.role) throw new Refused("forbidden");
  return { asker: { session, holder }, visit };
}

/** One change of an account by somebody else, inside its transaction. */
export interface Change {
  tx: Queryable;
  /** Who changes, as they stand inside the transaction. */
  act: Act;
  /** Whose account is changed. */
  holder: Holder;
  now: number;
}

export function recordAct({ tx, act, holder, now }: Change, kind: EventKind, detail = ""): Promise<void> {
  const actor = act.asker.holder.account;
  return record(tx, { at: now, kind, actor, subject: holder.account, detail, address: act.visit.address });
}

interface Attempt {
  act: Act;
  what: string;
  now: number;
}

/** Records what a role or a missing proof kept an administrator from (ASVS 16.3.2); other refusals say nothing of that. */
export async function recordRefusedAccess(
  database: Database,
  { act: { asker, visit }, what, now }: Attempt,
  error: unknown,
): Promise<void> {
  if (!(error instanceof Refused)) return;
  if (!["forbidden", "insufficient-user-authentication", "second-factor-needed"].includes(error.code)) return;
  await record(database, {
    at: now,
    kind: "admin_access_refused",
    actor: asker.holder.account,
    outcome: "failure",
    detail: `${error.code}: ${what}`,
    address: visit.address,
  });
}
