import type { Queryable } from "../database/database.ts";
import { dropPending } from "./totp.repository.ts";

export async function endPending(database: Queryable, accountId: string): Promise<void> {
  // defence: AT-79 sessions
  await dropPending(database, accountId);
  await database
    .deleteFrom("webauthn_challenges")
    .where("purpose", "=", "registration")
    .where((challenge) =>
      challenge(
        "session_id",
        "in",
        database.selectFrom("sessions").select("id").where("account_id", "=", accountId),
      ),
    )
    .execute();
}

export async function endEveryPending(database: Queryable): Promise<void> {
  await database.deleteFrom("totp_factors").where("state", "=", "pending").execute();
  await database.deleteFrom("webauthn_challenges").where("purpose", "=", "registration").execute();
}
