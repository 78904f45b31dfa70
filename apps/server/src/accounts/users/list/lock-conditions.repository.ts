import type { UserFilters } from "@sallyport/contract/user-filters";
import { lockReasons } from "@sallyport/contract/user-filters";
import { type Expression, expressionBuilder, type SqlBool } from "kysely";
import { day } from "../../../core/clock.ts";
import type { Schema } from "../../../database/schema.ts";
import { latestUsableStep } from "../../../factors/rules/steps-ahead.ts";
import { ofAccount } from "../../../limits/password-counts.repository.ts";
import { longestWait, waitsOfAccount } from "../../../limits/rules/lockout.ts";

const of = expressionBuilder<Schema, "accounts">();

/** Follows the same rules as `locksOf`. */
export function isLocked(reason: NonNullable<UserFilters["locked"]>, now: number): Expression<SqlBool> {
  if (reason === "any") return of.or(lockReasons.map((each) => isLocked(each, now)));
  if (reason === "enrolment-deadline") return isLockedByDeadline(now);
  if (reason === "wrong-passwords") return isWaitingAfterPasswords(now);
  if (reason === "wrong-codes") return of.or([isWaitingAfterCodes(now), areAllAppsDisabled()]);
  if (reason === "login-reported")
    return of.and([of("accounts.state", "=", "active"), of("accounts.password_hash", "is", null)]);
  return of.exists(appsOfAccount().where("last_step", ">", latestUsableStep(now)));
}

export function isSetUpMissing(): Expression<SqlBool> {
  return of.and([of("accounts.mfa_required", "=", 1), of("accounts.is_enrolled", "=", 0)]);
}

function isLockedByDeadline(now: number): Expression<SqlBool> {
  return of.or([
    of("accounts.deadline_locked_at", "is not", null),
    of.and([isSetUpMissing(), of("accounts.enrol_by", "<=", now)]),
  ]);
}

function isWaitingAfterPasswords(now: number): Expression<SqlBool> {
  const counts = ofAccount(expressionBuilder<Schema>(), {
    accountId: of.ref("accounts.id"),
    now,
    dayAgo: now - day,
  });
  return of.or([
    of.exists(
      of
        .selectFrom("wrong_passwords")
        .select("source")
        .whereRef("wrong_passwords.account_id", "=", "accounts.id")
        .where("wait_until", ">", now),
    ),
    of.exists(
      of
        .selectFrom(counts.as("of_account"))
        .select("networks")
        .where((by) =>
          by.or(
            waitsOfAccount().map(({ count, wait }) =>
              by.and([by("count", ">=", count), by("lastAt", ">", now - wait)]),
            ),
          ),
        ),
    ),
  ]);
}

function isWaitingAfterCodes(now: number): Expression<SqlBool> {
  return of.exists(
    of
      .selectFrom("wrong_codes")
      .select("method")
      .whereRef("wrong_codes.account_id", "=", "accounts.id")
      .where("method", "=", "totp")
      .where("wait_until", ">", now)
      .where("wait_until", "<=", now + longestWait),
  );
}

function areAllAppsDisabled(): Expression<SqlBool> {
  return of.and([
    of.exists(appsOfAccount().where("state", "=", "disabled")),
    of.not(of.exists(appsOfAccount().where("state", "=", "confirmed"))),
  ]);
}

function appsOfAccount() {
  return of
    .selectFrom("totp_factors")
    .select("totp_factors.id")
    .whereRef("totp_factors.account_id", "=", "accounts.id")
    .where("state", "<>", "pending");
}
