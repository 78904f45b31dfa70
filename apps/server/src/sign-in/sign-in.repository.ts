import type { Queryable } from "../database/database.ts";
import type { AccountRow, SessionRow } from "../database/schema.ts";
import { endSession, findSession, renewSession } from "../sessions/sessions.repository.ts";

export interface WrongPasswords {
  count: number;
  waitUntil: number | null;
}

/**
 * What wrong passwords are counted by: the source address, except for a browser from which the account has signed in
 * fully before. That one has a counter of its own, so that a stranger at the same address can't lock the owner out.
 */
export async function sourceOf(
  database: Queryable,
  accountId: string,
  address: string,
  browserHash: Uint8Array | null,
): Promise<string> {
  if (!browserHash) return address;
  const known = await database
    .selectFrom("known_browsers")
    .select("account_id")
    .where("account_id", "=", accountId)
    .where("browser_hash", "=", browserHash)
    .executeTakeFirst();
  return known ? `known browser ${Buffer.from(browserHash).toString("hex", 0, 8)}` : address;
}

export async function wrongPasswords(
  database: Queryable,
  accountId: string,
  source: string,
): Promise<WrongPasswords> {
  const row = await database
    .selectFrom("wrong_passwords")
    .select(["count", "wait_until"])
    .where("account_id", "=", accountId)
    .where("source", "=", source)
    .executeTakeFirst();
  return { count: row?.count ?? 0, waitUntil: row?.wait_until ?? null };
}

export interface WrongPassword extends WrongPasswords {
  accountId: string;
  source: string;
  now: number;
}

export async function noteWrongPassword(database: Queryable, wrong: WrongPassword): Promise<void> {
  const counted = { count: wrong.count, wait_until: wrong.waitUntil };
  await database
    .insertInto("wrong_passwords")
    .values({ account_id: wrong.accountId, source: wrong.source, since: wrong.now, ...counted })
    .onConflict((conflict) => conflict.columns(["account_id", "source"]).doUpdateSet(counted))
    .execute();
}

export async function forgetWrongPasswords(
  database: Queryable,
  accountId: string,
  source: string,
): Promise<void> {
  await database
    .deleteFrom("wrong_passwords")
    .where("account_id", "=", accountId)
    .where("source", "=", source)
    .execute();
}

/** Ends the session that this browser held before in the same realm: a new sign-in never leaves the old one behind. */
export async function endEarlierSession(
  database: Queryable,
  realm: SessionRow["realm"],
  token: string | undefined,
): Promise<void> {
  const earlier = token === undefined ? undefined : await findSession(database, realm, token);
  if (earlier) await endSession(database, earlier.id);
}

export interface Arrival {
  address: string;
  browserHash: Uint8Array;
  now: number;
}

/** The account's last sign-in becomes this one; the session keeps the one before, to show it. */
export async function noteArrival(
  database: Queryable,
  account: AccountRow,
  { address, browserHash, now }: Arrival,
): Promise<void> {
  await database
    .updateTable("accounts")
    .set({ last_sign_in_at: now, last_sign_in_address: address })
    .where("id", "=", account.id)
    .execute();
  await database
    .insertInto("known_browsers")
    .values({ account_id: account.id, browser_hash: browserHash, last_sign_in_at: now })
    .onConflict((conflict) =>
      conflict.columns(["account_id", "browser_hash"]).doUpdateSet({ last_sign_in_at: now }),
    )
    .execute();
}

/** Finishes the sign-in of a session and gives it a new token. */
export function finishSession(
  database: Queryable,
  session: SessionRow,
  account: AccountRow,
  changes: Partial<Pick<SessionRow, "aal" | "amr" | "awaits_acknowledgement">>,
  now: number,
): Promise<string> {
  return renewSession(database, session, {
    ...changes,
    unfinished_since: null,
    last_seen_at: now,
    previous_sign_in_at: account.last_sign_in_at,
    previous_sign_in_address: account.last_sign_in_address,
  });
}
