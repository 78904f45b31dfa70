import { randomUUID } from "node:crypto";
import { asciiEmail } from "@sallyport/contract/email";
import type { AdministratorRole, Realm } from "@sallyport/contract/text";
import { nameKey } from "../core/folded-words.ts";
import { Refused } from "../core/refusal.ts";
import { compiledOnce } from "../database/compiled-once.ts";
import type { Queryable } from "../database/database.ts";
import { bareOf } from "../database/joined.ts";
import type { AccountRow } from "../database/schema.ts";
import { storeDue } from "../deadlines/due.repository.ts";
import { factorsIn, factorsInEach, findFactors, joinFactors } from "../factors/factors.repository.ts";
import { type Factors, noFactors } from "../factors/rules/factors.ts";
import { pauseJobsOf } from "../jobs/jobs.repository.ts";
import { storeWords } from "./words.repository.ts";

export interface AccountWithFactors {
  account: AccountRow;
  factors: Factors;
}

export async function findAccountWithFactors(
  database: Queryable,
  id: string,
): Promise<AccountWithFactors | null> {
  return inRows(database, await accountOfId(database, { id }));
}

const accountOfId = compiledOnce((database, { id }: { id: string }) =>
  accountsWithFactors(database).where("accounts.id", "=", id),
);

export async function findAccountOfPasskey(
  database: Queryable,
  credentialId: string,
): Promise<AccountWithFactors | null> {
  return inRows(database, await accountOfPasskey(database, { credentialId }));
}

const accountOfPasskey = compiledOnce((database, { credentialId }: { credentialId: string }) =>
  accountsWithFactors(database).where(
    "accounts.id",
    "=",
    database.selectFrom("passkeys").select("account_id").where("credential_id", "=", credentialId),
  ),
);

/** Returns the accounts in the order of `ids`, without those that were deleted. */
export async function findAccountsWithFactors(
  database: Queryable,
  ids: readonly string[],
): Promise<AccountWithFactors[]> {
  if (ids.length === 0) return [];
  const rows = await accountsWithFactors(database).where("accounts.id", "in", ids).execute();
  const byId = Map.groupBy(rows, ({ id }) => id);
  const factors = await factorsInEach(database, byId);
  return ids.flatMap((id) => {
    const first = byId.get(id)?.[0];
    return first ? [{ account: bareOf(first), factors: factors.get(id) ?? noFactors }] : [];
  });
}

async function inRows(
  database: Queryable,
  { rows }: Awaited<ReturnType<typeof accountOfId>>,
): Promise<AccountWithFactors | null> {
  const [first] = rows;
  return first ? { account: bareOf(first), factors: await factorsIn(database, first.id, rows) } : null;
}

export async function findAccount(database: Queryable, id: string): Promise<AccountRow | undefined> {
  return (await accountRow(database, { id })).rows[0];
}

const accountRow = compiledOnce((database, { id }: { id: string }) =>
  database.selectFrom("accounts").selectAll().where("id", "=", id),
);

/** An administrator has no username. */
export async function findAccountByLogin(
  database: Queryable,
  realm: Realm,
  login: string,
): Promise<AccountRow | undefined> {
  return (await accountOfLogin(database, { realm, key: emailKey(login) })).rows[0];
}

const accountOfLogin = compiledOnce((database, { realm, key }: { realm: Realm; key: string }) =>
  database
    .selectFrom("accounts")
    .selectAll()
    .where("realm", "=", realm)
    .where((by) => by.or([by("email_key", "=", key), by("username", "=", key)])),
);

export async function findAccountWithFactorsByLogin(
  database: Queryable,
  realm: Realm,
  login: string,
): Promise<AccountWithFactors | null> {
  const account = await findAccountByLogin(database, realm, login);
  return account ? { account, factors: await findFactors(database, account.id) } : null;
}

export function emailKey(email: string): string {
  return (asciiEmail(email) ?? email.trim()).toLowerCase();
}

export interface NewAccount {
  realm: Realm;
  username: string | null;
  email: string;
  name: string;
  now: number;
  role?: AdministratorRole;
  passwordHash?: string;
}

export async function insertAccount(
  database: Queryable,
  { realm, username, email, name, now, role, passwordHash }: NewAccount,
): Promise<AccountRow> {
  const account = await database
    .insertInto("accounts")
    .values({
      id: randomUUID(),
      realm,
      role: realm === "administrator" ? (role ?? "read-only") : null,
      username,
      email,
      email_key: emailKey(email),
      name,
      name_key: nameKey(name),
      state: passwordHash === undefined ? "staged" : "active",
      suspended_at: null,
      password_hash: passwordHash ?? null,
      password_set_at: passwordHash === undefined ? null : now,
      // Administrators always need MFA (decision record 0035).
      // defence: AT-81 required
      mfa_required: realm === "administrator" ? 1 : 0,
      mfa_required_at: realm === "administrator" ? now : null,
      enrol_by: null,
      days_from_acceptance: null,
      deadline_locked_at: null,
      is_enrolled: 0,
      deadline_due_at: null,
      recovered_at: null,
      mail_undelivered_since: null,
      created_at: now,
      last_sign_in_at: null,
      last_sign_in_address: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  if (realm === "user") await storeWords(database, account);
  return account;
}

export async function setPassword(
  database: Queryable,
  accountId: string,
  { passwordHash, now, isByMail = false }: { passwordHash: string; now: number; isByMail?: boolean },
): Promise<void> {
  const verified = isByMail ? { email_verified_at: now } : {};
  await database
    .updateTable("accounts")
    .set({ password_hash: passwordHash, password_set_at: now, login_reported_at: null, ...verified })
    .where("id", "=", accountId)
    .execute();
  // Pauses the account's running jobs, because a thief of the old password could have confirmed them.
  // `authorOfJob` also compares the time of the confirmation with the time of this change. That isn't enough,
  // because the two times can come from the clocks of two servers.
  await pauseJobsOf(database, accountId, { reason: "password-changed", now });
}

/** The owner must choose a new password through a mailed link. */
export async function withdrawPassword(database: Queryable, accountId: string, now: number): Promise<void> {
  await database
    .updateTable("accounts")
    .set({ password_hash: null, login_reported_at: now })
    .where("id", "=", accountId)
    .execute();
}

interface Wanted {
  realm: Realm;
  email: string;
  username?: string;
  exceptId?: string;
}

export async function refuseTaken(
  database: Queryable,
  { realm, email, username, exceptId = "" }: Wanted,
): Promise<void> {
  const others = database
    .selectFrom("accounts")
    .select("id")
    .where("realm", "=", realm)
    .where("id", "<>", exceptId);
  if (await others.where("email_key", "=", emailKey(email)).executeTakeFirst())
    throw new Refused("email-taken");
  if (username !== undefined && (await others.where("username", "=", username).executeTakeFirst())) {
    throw new Refused("username-taken");
  }
}

export async function hasAnyAccount(database: Queryable): Promise<boolean> {
  const account = await database.selectFrom("accounts").select("id").limit(1).executeTakeFirst();
  return account !== undefined;
}

export async function storeState(
  tx: Queryable,
  id: string,
  state: "active" | "suspended",
  now: number,
): Promise<void> {
  await tx
    .updateTable("accounts")
    .set({ state, suspended_at: state === "suspended" ? now : null })
    .where("id", "=", id)
    .execute();
  await storeDue(tx, id);
}

export function accountsWithFactors(database: Queryable) {
  return joinFactors(database.selectFrom("accounts").selectAll("accounts"));
}
