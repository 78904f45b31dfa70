import type { Queryable } from "../../database/database.ts";

export interface Waiting {
  id: string;
  mfa_required_at: number | null;
  enrol_by: number;
}

/** Accounts without a factor whose deadline is no later than `until` and which aren't locked yet. */
export function findWaiting(database: Queryable, until: number): Promise<Waiting[]> {
  return database
    .selectFrom("accounts")
    .select(["id", "mfa_required_at", "enrol_by"])
    .where("mfa_required", "=", 1)
    .where("enrol_by", "<=", until)
    .where("deadline_locked_at", "is", null)
    .where((by) =>
      by.not(
        by.or([
          by.exists(
            by
              .selectFrom("totp_factors")
              .select("id")
              .whereRef("totp_factors.account_id", "=", "accounts.id")
              .where("totp_factors.state", "<>", "pending"),
          ),
          by.exists(
            by.selectFrom("passkeys").select("id").whereRef("passkeys.account_id", "=", "accounts.id"),
          ),
        ]),
      ),
    )
    .$narrowType<{ enrol_by: number }>()
    .execute();
}
