import { day, hour } from "./core/clock.ts";
import type { Queryable } from "./database/database.ts";
import { pendingLifetime } from "./factors/rules/pending.ts";

/**
 * Deletes expired rows. Each table has its own time limit. Expired sessions stay an hour, so that their owners learn
 * why they ended.
 */
export async function deleteExpired(database: Queryable, now: number): Promise<void> {
  await database
    .deleteFrom("sessions")
    .where((by) =>
      by.or([
        by("last_seen_at", "<", now - 2 * hour),
        by("began_at", "<", now - 25 * hour),
        // If the clock was ahead when a session was used, it would wrongly count as its owner's latest session.
        by("last_seen_at", ">", now + 2 * hour),
      ]),
    )
    .execute();
  await database
    .deleteFrom("totp_factors")
    .where("state", "=", "pending")
    .where("created_at", "<", now - pendingLifetime)
    .execute();
  await database
    .deleteFrom("spent_steps")
    .where("began_at", "<", now - 30 * day)
    .execute();
  await database.deleteFrom("webauthn_challenges").where("expires_at", "<=", now).execute();
  await database
    .deleteFrom("registrations")
    .where("verified_at", "is", null)
    .where("expires_at", "<", now - day)
    .execute();
  await database
    .deleteFrom("registration_mails")
    .where("sent_at", "<", now - hour)
    .execute();
  await database
    .deleteFrom("known_browsers")
    .where("last_sign_in_at", "<", now - 400 * day)
    .execute();
  await database
    .deleteFrom("invitations")
    .where("expires_at", "<", now - day)
    .execute();
  await database
    .deleteFrom("invitation_mails")
    .where((by) => by.or([by("sent_at", "<", now - hour), by("sent_at", ">", now + 2 * hour)]))
    .execute();
  await database
    .deleteFrom("set_up_tickets")
    .where("expires_at", "<", now - day)
    .execute();
  await database
    .deleteFrom("wrong_passwords")
    .where("since", "<", now - day)
    .execute();
  await database
    .deleteFrom("wrong_password_networks")
    .where("since", "<", now - day)
    .execute();
  await database
    .deleteFrom("password_resets")
    .where("asked_at", "<", now - day)
    .execute();
  await database
    .deleteFrom("outbox")
    .where("sealed_mail", "is", null)
    .where("queued_at", "<", now - 30 * day)
    .execute();
}
