import { type RawBuilder, sql } from "kysely";
import { day, hour } from "./core/clock.ts";
import type { Queryable } from "./database/database.ts";
import type { Schema } from "./database/schema.ts";
import { pendingLifetime } from "./factors/rules/pending.ts";

export interface Expiry {
  table: keyof Schema;
  key: readonly string[];
  column: string;
  /** In milliseconds. With `-2 * hour`, a row expires if its time is more than two hours ahead of the clock. */
  age: number;
  only?: string;
  /** Runs before the rows with these IDs are deleted. */
  before?: (ids: RawBuilder<unknown>) => RawBuilder<unknown>;
}

/** An expired session isn't a log-out, so the user stays logged in to applications. */
const keepApplications: NonNullable<Expiry["before"]> = (ids) =>
  sql`update application_sessions set session_id = null where session_id in (${ids})`;

/** An expired session stays for an hour, so the server can tell the user why the session ended. */
export const expiries: readonly Expiry[] = [
  {
    table: "sessions",
    key: ["id"],
    column: "last_seen_at",
    age: 2 * hour,
    before: keepApplications,
  },
  {
    table: "sessions",
    key: ["id"],
    column: "began_at",
    age: 25 * hour,
    before: keepApplications,
  },
  {
    table: "sessions",
    key: ["id"],
    column: "last_seen_at",
    age: -2 * hour,
    before: keepApplications,
  },
  // An expired key stays in the list for 30 days, to show the owner why a script fails.
  { table: "api_keys", key: ["id"], column: "expires_at", age: 30 * day },
  { table: "bypass_codes", key: ["account_id"], column: "expires_at", age: 0 },
  {
    table: "totp_factors",
    key: ["id"],
    column: "created_at",
    age: pendingLifetime,
    only: "state = 'pending'",
  },
  { table: "spent_steps", key: ["factor_id", "began_at"], column: "began_at", age: 30 * day },
  { table: "webauthn_challenges", key: ["challenge_hash"], column: "expires_at", age: 0 },
  { table: "registrations", key: ["id"], column: "expires_at", age: day, only: "verified_at is null" },
  { table: "registration_mails", key: ["sent_at"], column: "sent_at", age: hour },
  { table: "known_browsers", key: ["account_id", "browser_hash"], column: "last_sign_in_at", age: 400 * day },
  { table: "invitations", key: ["token_hash"], column: "expires_at", age: day },
  { table: "invitation_mails", key: ["sent_at"], column: "sent_at", age: hour },
  { table: "invitation_mails", key: ["sent_at"], column: "sent_at", age: -2 * hour },
  { table: "set_up_tickets", key: ["account_id"], column: "expires_at", age: day },
  { table: "wrong_passwords", key: ["account_id", "source"], column: "since", age: day },
  { table: "wrong_password_networks", key: ["network"], column: "since", age: day },
  { table: "password_resets", key: ["token_hash"], column: "asked_at", age: day },
  // The overview shows 30 days.
  { table: "login_counts", key: ["began_at"], column: "began_at", age: 32 * day },
  { table: "openid_records", key: ["id"], column: "expires_at", age: 0 },
  { table: "authorizations", key: ["id"], column: "expires_at", age: 0 },
  {
    table: "application_sessions",
    key: ["id"],
    column: "expires_at",
    age: 0,
    // The application gets a notice only after a log-out, not after an expiry.
    before: (ids) => sql`update application_sessions set is_over = 1 where id in (${ids})`,
  },
  { table: "outbox", key: ["id"], column: "queued_at", age: 30 * day, only: "sealed_mail is null" },
];

/** @returns the number of deleted rows */
export async function deleteExpired(
  database: Queryable,
  { table, key, column, age, only = "true", before }: Expiry,
  { now, limit }: { now: number; limit: number },
): Promise<number> {
  const columns = sql.join(key.map((name) => sql.ref(name)));
  const moment = sql.ref(column);
  const isOver = age === 0 ? sql`${moment} <= ${now}` : sql`${moment} < ${now - age}`;
  const expired = age < 0 ? sql`${moment} > ${now - age}` : isOver;
  const rows = sql`select ${columns} from ${sql.table(table)} where ${sql.raw(only)} and ${expired}
      order by ${moment} limit ${limit}`;
  if (before) await before(rows).execute(database);
  const { numAffectedRows = 0n } = await sql`
    delete from ${sql.table(table)} where (${columns}) in (${rows})`.execute(database);
  return Number(numAffectedRows);
}
