import { timeStepAt } from "@sallyport/totp/totp";
import type { Queryable } from "../database/database.ts";
import { pauseJobsOf } from "../jobs/jobs.repository.ts";

export async function lastEventAt(database: Queryable): Promise<number | null> {
  const { last } = await database
    .selectFrom("audit_events")
    .select((by) => by.fn.max("at").as("last"))
    .executeTakeFirstOrThrow();
  return last;
}

/** @returns the number of ended sessions */
export async function endAll(tx: Queryable, now: number): Promise<bigint> {
  const sessions = await tx.deleteFrom("sessions").executeTakeFirst();
  // A key could have been revoked after the backup.
  await tx.deleteFrom("api_keys").execute();
  await tx.deleteFrom("bypass_codes").execute();
  await tx.deleteFrom("webauthn_challenges").execute();
  await tx.deleteFrom("totp_factors").where("state", "=", "pending").execute();
  await tx.deleteFrom("known_browsers").execute();
  await tx.deleteFrom("invitations").execute();
  await tx.deleteFrom("first_administrator_links").execute();
  await tx.deleteFrom("registrations").where("verified_at", "is", null).execute();
  await tx.deleteFrom("outbox").where("sealed_mail", "is not", null).execute();
  // The deleted mails can include reminders, so the ticker must look at every deadline again.
  await tx
    .updateTable("accounts")
    .set({ deadline_due_at: 0 })
    .where("deadline_due_at", "is not", null)
    .execute();
  // Running jobs are paused. An administrator must look at the restored accounts before a job continues.
  await pauseJobsOf(tx, null, { reason: "restored", now });
  // A restored copy might run beside the original server. The copy must not send the same events to the
  // receivers.
  await tx
    .updateTable("webhooks")
    .set({ paused_at: now, problem: "restored", status: null, claim: null })
    .where("paused_at", "is", null)
    .execute();
  // The mail limits count these rows, so the rows stay.
  await tx.updateTable("set_up_tickets").set({ token_hash: null }).execute();
  await tx.updateTable("password_resets").set({ account_id: null }).execute();
  // The code of the current time step could have been used after the backup.
  const presentStep = timeStepAt(now);
  await tx
    .updateTable("totp_factors")
    .set({ last_step: presentStep })
    .where("last_step", "<", presentStep)
    .execute();
  return sessions.numDeletedRows;
}
