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

/** The secrets that still work. One of them could have been ended after the backup. */
export function workingSecrets(
  database: Queryable,
  now: number,
): Promise<{ name: string; hint: string; created_at: number }[]> {
  return database
    .selectFrom("application_secrets")
    .innerJoin("applications", "applications.id", "application_secrets.application_id")
    .select(["applications.name", "hint", "application_secrets.created_at"])
    .where((by) => by.or([by("expires_at", "is", null), by("expires_at", ">", now)]))
    .orderBy("name_key")
    .orderBy("application_secrets.created_at")
    .execute();
}

interface Ended {
  sessions: bigint;
  applicationLogins: bigint;
}

export async function endAll(tx: Queryable, now: number): Promise<Ended> {
  const applicationLogins = await endApplicationLogins(tx);
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
  return { sessions: sessions.numDeletedRows, applicationLogins };
}

/** Also ends the tokens and the entries behind a proxy. No application is told, because the original server may still run. */
async function endApplicationLogins(tx: Queryable): Promise<bigint> {
  await tx.updateTable("application_sessions").set({ is_over: 1 }).execute();
  const { numDeletedRows } = await tx.deleteFrom("application_sessions").executeTakeFirst();
  await tx.deleteFrom("openid_records").execute();
  await tx.deleteFrom("authorizations").execute();
  await tx.deleteFrom("logout_notices").execute();
  await tx.deleteFrom("logout_receivers").execute();
  return numDeletedRows;
}
