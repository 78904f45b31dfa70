import type { Selectable } from "kysely";
import { Refused } from "../core/refusal.ts";
import { hashOf, newToken } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";
import type { AccountRow, Schema } from "../database/schema.ts";
import { storeDue } from "../deadlines/due.repository.ts";
import { enrolBy } from "../journey/deadlines.ts";

interface NewInvitation {
  expiresAt: number;
  now: number;
}

/** Also ends the older links of the account. */
export async function newInvitation(
  tx: Queryable,
  accountId: string,
  invitation: NewInvitation,
): Promise<string> {
  await endInvitations(tx, accountId);
  return addInvitation(tx, accountId, invitation);
}

export async function addInvitation(
  tx: Queryable,
  accountId: string,
  { expiresAt, now }: NewInvitation,
): Promise<string> {
  const token = newToken();
  await tx
    .insertInto("invitations")
    .values({
      token_hash: hashOf(token),
      account_id: accountId,
      expires_at: expiresAt,
      sent_at: now,
      withdrawn_at: null,
    })
    .execute();
  return token;
}

export async function endInvitations(tx: Queryable, accountId: string): Promise<void> {
  await tx.deleteFrom("invitations").where("account_id", "=", accountId).execute();
}

/** @returns true if any link was still valid */
export async function withdrawLinks(tx: Queryable, accountId: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("invitations")
    .set({ withdrawn_at: now })
    .where("account_id", "=", accountId)
    .where("withdrawn_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

export type InvitationRow = Selectable<Schema["invitations"]>;

export function newestInvitation(database: Queryable, accountId: string): Promise<InvitationRow | undefined> {
  return database
    .selectFrom("invitations")
    .selectAll()
    .where("account_id", "=", accountId)
    .orderBy("expires_at", "desc")
    .orderBy("sent_at", "desc")
    .limit(1)
    .executeTakeFirst();
}

export interface FoundInvitation {
  account: AccountRow;
  expiresAt: number;
}

export async function findInvitation(
  database: Queryable,
  token: string,
  now: number,
): Promise<FoundInvitation> {
  const invitation = await database
    .selectFrom("invitations")
    .select(["account_id", "expires_at", "withdrawn_at"])
    .where("token_hash", "=", hashOf(token))
    .where("expires_at", ">", now)
    .executeTakeFirst();
  const account =
    invitation &&
    (await database
      .selectFrom("accounts")
      .selectAll()
      .where("id", "=", invitation.account_id)
      .where("state", "=", "staged")
      .executeTakeFirst());
  if (!invitation || !account) throw new Refused("link-invalid");
  if (invitation.withdrawn_at !== null) throw new Refused("link-withdrawn");
  return { account, expiresAt: invitation.expires_at };
}

/** One statement deletes the invitation, so only one of two simultaneous callers succeeds. */
export async function spendInvitation(tx: Queryable, token: string, now: number): Promise<void> {
  const { numDeletedRows } = await tx
    .deleteFrom("invitations")
    .where("token_hash", "=", hashOf(token))
    .where("expires_at", ">", now)
    .where("withdrawn_at", "is", null)
    .executeTakeFirst();
  // defence: AT-26 invitation
  if (numDeletedRows === 0n) throw new Refused("link-invalid");
}

/** The account's days for set-up start at `now`, also the days that come from groups. */
export async function activate(
  tx: Queryable,
  accountId: string,
  passwordHash: string,
  now: number,
): Promise<AccountRow> {
  const { days_from_acceptance: days, own_days_from_acceptance: ownDays } = await tx
    .selectFrom("accounts")
    .select(["days_from_acceptance", "own_days_from_acceptance"])
    .where("id", "=", accountId)
    .executeTakeFirstOrThrow();
  const grace =
    days === null ? {} : { enrol_by: enrolBy(now, days), mfa_required_at: now, days_from_acceptance: null };
  const own = ownDays === null ? {} : { own_enrol_by: enrolBy(now, ownDays), own_days_from_acceptance: null };
  const activated = await tx
    .updateTable("accounts")
    .set({
      password_hash: passwordHash,
      password_set_at: now,
      email_verified_at: now,
      state: "active",
      recovered_at: null,
      login_reported_at: null,
      ...grace,
      ...own,
    })
    .where("id", "=", accountId)
    .returningAll()
    .executeTakeFirstOrThrow();
  await tx
    .updateTable("group_members")
    .set({ counts_from: now })
    .where("account_id", "=", accountId)
    .execute();
  await storeDue(tx, accountId);
  return activated;
}

export async function forgetRecovery(tx: Queryable, accountId: string): Promise<void> {
  await tx.updateTable("accounts").set({ recovered_at: null }).where("id", "=", accountId).execute();
}
