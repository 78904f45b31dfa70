import type { Queryable } from "../database/database.ts";
import type { AccountRow, SessionRow } from "../database/schema.ts";
import { rememberBrowser } from "../sessions/known-browsers.repository.ts";
import {
  endOwnSession,
  endSurplusSessions,
  findSession,
  renewSession,
} from "../sessions/sessions.repository.ts";

/** Ends the session that this browser held before in the same realm: a new sign-in never leaves the old one behind. */
export async function endEarlierSession(
  database: Queryable,
  realm: SessionRow["realm"],
  token: string | undefined,
): Promise<void> {
  const earlier = token === undefined ? undefined : await findSession(database, realm, token);
  if (earlier) await endOwnSession(database, earlier);
}

export interface Arrival {
  address: string;
  browserHash: Uint8Array;
  now: number;
}

/**
 * The account's last sign-in becomes this one; the session keeps the one before, to show it. Where there are now more
 * sessions than there may be, the idlest end.
 */
export async function noteArrival(
  database: Queryable,
  account: AccountRow,
  { address, browserHash, now }: Arrival,
): Promise<void> {
  await endSurplusSessions(database, account.id);
  await database
    .updateTable("accounts")
    .set({ last_sign_in_at: now, last_sign_in_address: address })
    .where("id", "=", account.id)
    .execute();
  await rememberBrowser(database, account.id, browserHash, now);
}

/** Finishes the sign-in of a session and gives it a new token. */
export function finishSession(
  database: Queryable,
  session: SessionRow,
  account: AccountRow,
  changes: Partial<
    Pick<SessionRow, "aal" | "amr" | "authenticated_at" | "awaits_acknowledgement" | "is_binding_late">
  >,
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
