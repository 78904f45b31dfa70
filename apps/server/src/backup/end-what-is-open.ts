import { timeStepAt } from "@sallyport/totp/totp";
import { sql } from "kysely";
import { record } from "../activity/activity.ts";
import { instant } from "../core/clock.ts";
import type { Database } from "../database/database.ts";

/**
 * Ends everything in a restored database that was spent or ended after the backup, or may have been: sessions, links, open
 * challenges, unfinished set-ups and mails that wait. No code of a time step up to now is accepted again. Recorded.
 */
export async function endWhatIsOpen(database: Database, now: number): Promise<void> {
  await database.transaction().execute(async (tx) => {
    const { last } = await tx
      .selectFrom("audit_events")
      .select((by) => by.fn.max("at").as("last"))
      .executeTakeFirstOrThrow();
    const sessions = await tx.deleteFrom("sessions").executeTakeFirst();
    await tx.deleteFrom("webauthn_challenges").execute();
    await tx.deleteFrom("totp_factors").where("state", "=", "pending").execute();
    await tx.deleteFrom("known_browsers").execute();
    await tx.deleteFrom("invitations").execute();
    await tx.deleteFrom("first_administrator_links").execute();
    await tx.deleteFrom("registrations").where("verified_at", "is", null).execute();
    await tx.deleteFrom("outbox").where("sealed_mail", "is not", null).execute();
    // These rows also count what was mailed.
    await tx.updateTable("set_up_tickets").set({ token_hash: null }).execute();
    await tx.updateTable("password_resets").set({ account_id: null }).execute();
    await tx
      .updateTable("totp_factors")
      .set({ last_step: sql<number>`max(last_step, ${timeStepAt(now)})` })
      .execute();
    const since = last === null ? "" : `; its last event was at ${instant(last)}`;
    const detail = `${sessions.numDeletedRows} sessions ended${since}`;
    await record(tx, { at: now, kind: "database_restored", actor: null, detail, address: null });
  });
}
