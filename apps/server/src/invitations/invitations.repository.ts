import { hashOf, newToken } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";

/** Makes the token of a link to choose a password; links from before end. */
export async function newInvitation(tx: Queryable, accountId: string, expiresAt: number): Promise<string> {
  await endInvitations(tx, accountId);
  return addInvitation(tx, accountId, expiresAt);
}

/** The same for one more link: those from before stay open. */
export async function addInvitation(tx: Queryable, accountId: string, expiresAt: number): Promise<string> {
  const token = newToken();
  await tx
    .insertInto("invitations")
    .values({ token_hash: hashOf(token), account_id: accountId, expires_at: expiresAt })
    .execute();
  return token;
}

export async function endInvitations(tx: Queryable, accountId: string): Promise<void> {
  await tx.deleteFrom("invitations").where("account_id", "=", accountId).execute();
}
