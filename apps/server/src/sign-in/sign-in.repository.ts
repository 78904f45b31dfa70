import { compiledOnce } from "../database/compiled-once.ts";
import type { Queryable } from "../database/database.ts";
import type { AccountRow, SessionRow } from "../database/schema.ts";
import { rememberBrowser } from "../sessions/known-browsers.repository.ts";
import { endSurplusSessions, renewSession } from "../sessions/sessions.repository.ts";

export interface Arrival {
  address: string;
  browserHash: Uint8Array;
  reportToken: string | null;
  now: number;
}

/** @returns true if the browser is new and its link is stored */
export async function noteArrival(
  database: Queryable,
  account: AccountRow,
  { address, browserHash, reportToken, now }: Arrival,
): Promise<boolean> {
  await endSurplusSessions(database, account.id);
  await storeLastSignIn(database, { id: account.id, last_sign_in_at: now, last_sign_in_address: address });
  return rememberBrowser(database, { accountId: account.id, browserHash, reportToken, now });
}

const storeLastSignIn = compiledOnce(
  (database, { id, ...last }: Pick<AccountRow, "id" | "last_sign_in_at" | "last_sign_in_address">) =>
    database.updateTable("accounts").set(last).where("id", "=", id),
);

export function finishSession(
  database: Queryable,
  session: SessionRow,
  account: AccountRow,
  changes: Partial<
    Pick<
      SessionRow,
      "aal" | "amr" | "authenticated_at" | "awaits_acknowledgement" | "is_binding_late" | "bypass_until"
    >
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

export async function returnToSetUp(database: Queryable, { id }: SessionRow, now: number): Promise<void> {
  await database
    .updateTable("sessions")
    .set({ unfinished_since: now, is_binding_late: 1 })
    .where("id", "=", id)
    .execute();
}

export async function noteSetUpLink(database: Queryable, { id }: SessionRow, isGood: boolean): Promise<void> {
  await database
    .updateTable("sessions")
    .set(isGood ? { has_ticket: 2 } : { is_wrong_ticket_recorded: 1 })
    .where("id", "=", id)
    .execute();
}

export async function replaceHash(
  database: Queryable,
  accountId: string,
  { before, renewed }: { before: string; renewed: string },
): Promise<void> {
  await database
    .updateTable("accounts")
    .set({ password_hash: renewed })
    .where("id", "=", accountId)
    .where("password_hash", "=", before)
    .execute();
}
