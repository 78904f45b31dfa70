import { nameKey } from "../../core/folded-words.ts";
import type { Queryable } from "../../database/database.ts";
import { storeDue } from "../../deadlines/due.repository.ts";
import { emailKey } from "../accounts.repository.ts";
import { storeWords } from "../words.repository.ts";
import type { Grace } from "./grace.ts";

export interface Details {
  name: string;
  email: string;
}

export async function storeDetails(
  tx: Queryable,
  id: string,
  { name, email, isNewAddress }: Details & { isNewAddress: boolean },
): Promise<void> {
  const account = await tx
    .updateTable("accounts")
    .set({
      name,
      name_key: nameKey(name),
      email,
      email_key: emailKey(email),
      ...(isNewAddress ? { mail_undelivered_since: null } : {}),
    })
    .where("id", "=", id)
    .returning(["id", "name", "username", "email", "email_key"])
    .executeTakeFirstOrThrow();
  await storeWords(tx, account);
}

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

/** Also removes the lock of an earlier deadline. */
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
