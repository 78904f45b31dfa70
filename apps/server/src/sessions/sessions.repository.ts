import { randomUUID } from "node:crypto";
import type { SessionLimits } from "@sallyport/contract/settings/list";
import { hour, minute } from "../core/clock.ts";
import { hashOf, newToken } from "../core/tokens.ts";
import { compiledOnce } from "../database/compiled-once.ts";
import type { Queryable } from "../database/database.ts";
import type { SessionRow } from "../database/schema.ts";
import { endEveryPending, endPending } from "../factors/pending.repository.ts";

/** `last_seen_at` is written at most once a minute, because each write waits for the disk. */
const seenResolution = 60_000;

/**
 * The maximum number of sessions of an account (ASVS 7.1.2). Unfinished sign-ins aren't counted. Otherwise, a thief of
 * the password could use them to end the owner's sessions.
 */
export const mostSessions = 25;

/** Each login adds only one session, so one statement is enough to end the oldest sessions. */
const mostEndedAtOnce = 100;

export type NewSession = Omit<SessionRow, "id" | "token_hash">;

export async function beginSession(database: Queryable, session: NewSession): Promise<string> {
  const token = newToken();
  await insertSession(database, { ...session, id: randomUUID(), token_hash: hashOf(token) });
  return token;
}

const insertSession = compiledOnce((database, session: SessionRow) =>
  database.insertInto("sessions").values(session),
);

/** Also gives the session a new token (ASVS 7.2.4). */
export async function renewSession(
  database: Queryable,
  session: SessionRow,
  changes: Partial<NewSession>,
): Promise<string> {
  const token = newToken();
  // defence: AT-61
  await updateSession(database, { ...changes, id: session.id, token_hash: hashOf(token) });
  return token;
}

const updateSession = compiledOnce(
  (database, { id, ...changes }: Pick<SessionRow, "id"> & Partial<SessionRow>) =>
    database.updateTable("sessions").set(changes).where("id", "=", id),
);

export async function markSeen(database: Queryable, session: SessionRow, now: number): Promise<void> {
  if (now - session.last_seen_at < seenResolution) return;
  // defence: AT-62
  await database
    .updateTable("sessions")
    .set({ last_seen_at: now })
    .where("id", "=", session.id)
    .where("last_seen_at", "<", now)
    .execute();
}

export async function endOwnSession(database: Queryable, { id }: SessionRow): Promise<void> {
  await database.deleteFrom("sessions").where("id", "=", id).execute();
}

export async function endSessionOfToken(
  database: Queryable,
  realm: SessionRow["realm"],
  token: string,
): Promise<void> {
  await database
    .deleteFrom("sessions")
    .where("token_hash", "=", hashOf(token))
    .where("realm", "=", realm)
    .execute();
}

export async function accountOfToken(
  database: Queryable,
  realm: SessionRow["realm"],
  token: string,
): Promise<string | undefined> {
  const session = await database
    .selectFrom("sessions")
    .select("account_id")
    .where("token_hash", "=", hashOf(token))
    .where("realm", "=", realm)
    .executeTakeFirst();
  return session?.account_id;
}

/** Also ends unconfirmed enrolments, because a thief might know their secrets. */
export async function endSession(database: Queryable, session: SessionRow): Promise<void> {
  await endPending(database, session.account_id);
  await endOwnSession(database, session);
}

/** Also ends the account's unconfirmed enrolments, and logins to applications that have outlived their session. */
export async function endSessions(database: Queryable, accountId: string, exceptId?: string): Promise<void> {
  await endPending(database, accountId);
  await database
    .deleteFrom("application_sessions")
    .where("account_id", "=", accountId)
    .where("session_id", "is", null)
    .execute();
  await database
    .deleteFrom("sessions")
    .where("account_id", "=", accountId)
    .$if(exceptId !== undefined, (rows) => rows.where("id", "<>", exceptId ?? ""))
    .execute();
}

export async function endEverySessionBut(database: Queryable, id: string): Promise<number> {
  await endEveryPending(database);
  const { numDeletedRows } = await database
    .deleteFrom("sessions")
    .where("id", "<>", id)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

export async function endExpiredSessions(
  tx: Queryable,
  { sessionIdleMinutes, sessionHours }: SessionLimits,
  now: number,
): Promise<void> {
  const expired = tx
    .selectFrom("sessions")
    .select("id")
    .where((row) =>
      row.or([
        row("last_seen_at", "<=", now - sessionIdleMinutes * minute),
        row("began_at", "<=", now - sessionHours * hour),
      ]),
    );
  await tx
    .updateTable("application_sessions")
    .set({ session_id: null })
    .where("session_id", "in", expired)
    .execute();
  await tx.deleteFrom("sessions").where("id", "in", expired).execute();
}

interface Renewed {
  accountId: string;
  earlier: string;
  token: string;
}

/** A user who logs in again in the same browser stays logged in to applications. */
export async function takeOverApplications(
  tx: Queryable,
  { accountId, earlier, token }: Renewed,
): Promise<void> {
  const sessionOf = (one: string) =>
    tx.selectFrom("sessions").select("id").where("token_hash", "=", hashOf(one));
  await tx
    .updateTable("application_sessions")
    .set({ session_id: sessionOf(token) })
    .where("account_id", "=", accountId)
    .where("session_id", "=", sessionOf(earlier))
    .execute();
}

export async function sessionsOf(database: Queryable, accountId: string): Promise<SessionRow[]> {
  return database
    .selectFrom("sessions")
    .selectAll()
    .where("account_id", "=", accountId)
    .orderBy("last_seen_at", "desc")
    .execute();
}

export async function endSurplusSessions(database: Queryable, accountId: string): Promise<void> {
  const { rows: surplus } = await surplusSessions(database, { accountId });
  if (surplus.length === 0) return;
  const ids = surplus.map(({ id }) => id);
  await database.deleteFrom("sessions").where("id", "in", ids).execute();
}

const surplusSessions = compiledOnce((database, { accountId }: { accountId: string }) =>
  database
    .selectFrom("sessions")
    .select("id")
    .where("account_id", "=", accountId)
    .where("unfinished_since", "is", null)
    .orderBy("last_seen_at", "desc")
    .orderBy("began_at", "desc")
    .limit(mostEndedAtOnce)
    .offset(mostSessions),
);
