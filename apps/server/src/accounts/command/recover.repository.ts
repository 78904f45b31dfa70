import type { Queryable } from "../../database/database.ts";
import { forgetAllWrongPasswords } from "../locks.repository.ts";

export async function resetToStaged(tx: Queryable, id: string, now: number): Promise<void> {
  await forgetAllWrongPasswords(tx, id);
  await tx.deleteFrom("known_browsers").where("account_id", "=", id).execute();
  await tx.deleteFrom("password_resets").where("account_id", "=", id).execute();
  await tx
    .updateTable("accounts")
    .set({
      state: "staged",
      suspended_at: null,
      password_hash: null,
      password_set_at: null,
      mfa_required: 1,
      mfa_required_at: now,
      recovered_at: now,
    })
    .where("id", "=", id)
    .execute();
}
