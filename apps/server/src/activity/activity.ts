import type { Queryable } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import { insertEvent } from "./events.repository.ts";
import { countRepeatable } from "./repeats.ts";

/** If JumpCloud's Directory Insights has the same event, we use its name. */
export type EventKind =
  | "user_login_attempt"
  | "admin_login_attempt"
  | "user_logout"
  | "admin_logout"
  | "user_lockout"
  | "user_unlocked"
  | "admin_unlocked"
  | "user_mfa_exclusion_expired"
  | "user_mfa_requirement"
  | "user_mail_undelivered"
  | "admin_mail_undelivered"
  | "user_mfa_deadline_shorten"
  | "admin_mfa_requirement"
  | "admin_access_refused"
  | "admin_role_change"
  | "admin_factors_reset"
  | "admin_activated"
  | "admin_suspended"
  | "admin_sessions_ended"
  | "admin_invited"
  | "admin_recovered"
  | "user_sessions_ended"
  | "every_session_ended"
  | "set_up_ticket_sent"
  | "set_up_ticket_presented"
  | "totp_start_enrollment"
  | "totp_finish_enrollment"
  | "totp_delete_enrollment"
  | "totp_secret_refused"
  | "totp_codes_accepted_again"
  | "admin_totp_codes_accepted_again"
  | "passkey_finish_enrollment"
  | "passkey_delete_enrollment"
  | "passkey_public_key_refused"
  | "admin_totp_start_enrollment"
  | "admin_totp_finish_enrollment"
  | "admin_passkey_finish_enrollment"
  | "admin_passkey_delete_enrollment"
  | "admin_totp_delete_enrollment"
  | "user_factor_rename"
  | "admin_factor_rename"
  | "user_recovery_codes_create"
  | "admin_recovery_codes_create"
  | "user_create"
  | "user_update"
  | "user_activated"
  | "user_suspended"
  | "user_invited"
  | "user_password_set"
  | "user_password_change"
  | "user_password_reset_request"
  | "admin_create"
  | "admin_password_set"
  | "admin_password_change"
  | "admin_password_reset_request"
  | "record_sealed_anew"
  | "database_restored"
  | "activity_repeated";

interface Person {
  id: string;
  email: string;
}

export interface AuditRecord {
  at: number;
  kind: EventKind;
  actor: Person | null;
  /** Set only if the change is not to the actor's own account. */
  subject?: Person;
  outcome?: "success" | "failure";
  /** The exact reason or facts. Never contains a password, code, secret or token. */
  detail?: string;
  address: string | null;
  /** True if the action is cheap to repeat, completes no login, and doesn't change an account's protection. */
  isRepeatable?: boolean;
}

/** Call this in the transaction of the change. Above a rate limit, events with `isRepeatable` are only counted. */
export async function record(database: Queryable, event: AuditRecord): Promise<void> {
  if (!database.isTransaction) {
    await inTransaction(database, event.actor ? [`account ${event.actor.id}`] : [], (tx) =>
      record(tx, event),
    );
    return;
  }
  const row = {
    at: event.at,
    kind: event.kind,
    actor_id: event.actor?.id ?? null,
    actor: event.actor?.email ?? null,
    subject_id: event.subject?.id ?? null,
    subject: event.subject?.email ?? null,
    outcome: event.outcome ?? "success",
    detail: event.detail ?? "",
    address: event.address,
  };
  if (!event.isRepeatable || (await countRepeatable(database, row))) await insertEvent(database, row);
}
