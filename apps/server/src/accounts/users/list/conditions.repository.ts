import type { UserFilters } from "@sallyport/contract/user-filters";
import { type Expression, expressionBuilder, type SqlBool } from "kysely";
import { day } from "../../../core/clock.ts";
import type { Span } from "../../../core/local-day.ts";
import type { Schema } from "../../../database/schema.ts";
import { isLocked, isSetUpMissing } from "./lock-conditions.repository.ts";
import { hasSearchedWord } from "./search-words.repository.ts";

export interface Filters extends Omit<UserFilters, "search" | "dueOn"> {
  words: readonly string[];
  dueIn?: Span;
}

const of = expressionBuilder<Schema, "accounts">();

export function isMatch(
  { words, mfa, due, dueIn, deadline, locked, state, mail, login, group }: Filters,
  now: number,
): Expression<SqlBool> {
  const conditions = [of("accounts.realm", "=", "user")];
  if (mfa) conditions.push(hasMfa(mfa));
  if (due !== undefined) conditions.push(isDue(now, due));
  if (dueIn) conditions.push(isDueIn(dueIn));
  if (deadline) conditions.push(of.and([isSetUpMissing(), of("accounts.enrol_by", "is", null)]));
  if (locked) conditions.push(of.and([isLocked(locked, now)]));
  if (state) conditions.push(of("accounts.state", "=", state));
  if (mail) conditions.push(of("accounts.mail_undelivered_since", "is not", null));
  if (login) conditions.push(of("accounts.last_sign_in_at", "is", null));
  if (group) conditions.push(isMember(group));
  const found = words.map((word) => hasSearchedWord(of.ref("accounts.id"), word));
  return of.and([...conditions, ...found]);
}

function hasMfa(mfa: NonNullable<UserFilters["mfa"]>) {
  if (mfa === "required") return of("accounts.mfa_required", "=", 1);
  if (mfa === "not-required") return of("accounts.mfa_required", "=", 0);
  if (mfa === "set-up") return of("accounts.is_enrolled", "=", 1);
  return of.and([isSetUpMissing()]);
}

function isMember(group: string) {
  return of.and([
    of.exists(
      of
        .selectFrom("group_members")
        .select("group_id")
        .where("group_id", "=", group)
        .whereRef("account_id", "=", "accounts.id"),
    ),
  ]);
}

function isDue(now: number, days: number) {
  return of.and([
    isSetUpMissing(),
    of("accounts.deadline_locked_at", "is", null),
    of("accounts.enrol_by", ">", now),
    of("accounts.enrol_by", "<=", now + days * day),
  ]);
}

/** Also true for users who missed their deadline. */
function isDueIn({ from, before }: Span) {
  return of.and([
    isSetUpMissing(),
    of("accounts.enrol_by", ">=", from),
    of("accounts.enrol_by", "<", before),
  ]);
}
