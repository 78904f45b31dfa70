import { closeRepeats } from "./activity/repeats.ts";
import { day, hour } from "./core/clock.ts";
import type { Database } from "./database/database.ts";
import { pendingLifetime } from "./factors/rules/pending.ts";

/** Clears away once an hour, since it looks through whole tables. */
export function createHousekeeping(database: Database): (now: number) => Promise<void> {
  let clearedAt: number | null = null;
  return async (now) => {
    if (clearedAt !== null && Math.abs(now - clearedAt) < hour) return;
    await clearAway(database, now);
    clearedAt = now;
  };
}

/** Removes what nobody can use any more. Expired sessions stay an hour, so that their owner hears why they ended. */
export async function clearAway(database: Database, now: number): Promise<void> {
  await database.transaction().execute((tx) => closeRepeats(tx, now));
  await database
    .deleteFrom("sessions")
    .where((by) =>
      by.or([
        by("last_seen_at", "<", now - 2 * hour),
        by("began_at", "<", now - 25 * hour),
        // Of a clock that was ahead: over, too, and yet the latest of their owner's, who may have so many and no more.
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
