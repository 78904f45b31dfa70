import { type Expression, type SqlBool, sql } from "kysely";
import type { Queryable } from "../../database/database.ts";
import { storeDue } from "../../deadlines/due.repository.ts";
import { emailKey } from "../accounts.repository.ts";
import type { Grace } from "./grace.ts";

const searched = ["username", "email_key", "name"] as const;

export interface UsersPage {
  search: string;
  /** The last username of the previous page. */
  after?: string | undefined;
  limit: number;
}

/**
 * One page of users after the username `after`. Paging by username stays correct when users are added or removed
 * meanwhile.
 */
export function findUserIds(
  database: Queryable,
  { search, after, limit }: UsersPage,
): Promise<{ id: string; username: string | null }[]> {
  return database
    .selectFrom("accounts")
    .select(["id", "username"])
    .where("realm", "=", "user")
    .$if(after !== undefined, (select) => select.where("username", ">", after ?? ""))
    .$if(search !== "", (select) =>
      select.where((by) => by.or(searched.map((column) => beginsWith(column, search)))),
    )
    .orderBy("username")
    .limit(limit)
    .execute();
}

function beginsWith(column: (typeof searched)[number], text: string): Expression<SqlBool> {
  const pattern = `${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return sql<SqlBool>`${sql.ref(column)} like ${pattern} escape ${"\\"}`;
}

export interface Details {
  name: string;
  email: string;
}

/** Stores name and e-mail address. A new address isn't marked as undeliverable. */
export async function storeDetails(
  tx: Queryable,
  id: string,
  { name, email, isNewAddress }: Details & { isNewAddress: boolean },
): Promise<void> {
  await tx
    .updateTable("accounts")
    .set({
      name,
      email,
      email_key: emailKey(email),
      ...(isNewAddress ? { mail_undelivered_since: null } : {}),
    })
    .where("id", "=", id)
    .execute();
}

/** Stores whether MFA is required and the time for set-up, and removes the lock of an earlier deadline. */
export async function storeUserRequirement(
  tx: Queryable,
  id: string,
  { isRequired, grace, now }: { isRequired: boolean; grace: Grace; now: number },
): Promise<void> {
  await tx
    .updateTable("accounts")
    .set({
      mfa_required: isRequired ? 1 : 0,
      mfa_required_at: isRequired ? now : null,
      ...grace,
      deadline_locked_at: null,
    })
    .where("id", "=", id)
    .execute();
  await storeDue(tx, id);
}

/** Stores a new time for set-up, and removes the lock of an earlier deadline. */
export async function storeGrace(
  tx: Queryable,
  id: string,
  grace: Partial<Grace>,
  now: number,
): Promise<void> {
  await tx
    .updateTable("accounts")
    .set({ ...grace, mfa_required_at: now, deadline_locked_at: null })
    .where("id", "=", id)
    .execute();
  await storeDue(tx, id);
}
