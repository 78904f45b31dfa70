import { randomBytes, randomUUID } from "node:crypto";
import type { Insertable } from "kysely";
import { day } from "../../core/clock.ts";
import { nameKey, wordsOf } from "../../core/folded-words.ts";
import type { Schema } from "../../database/schema.ts";
import { sealSecret } from "../../factors/sealed-secret.ts";
import { dueAt } from "../../journey/deadlines.ts";
import type { Keys } from "../../keys/keys.ts";
import { type Department, daysToSetUp, type Member } from "./crowd.ts";

type Row<Table extends keyof Schema> = Insertable<Schema[Table]>;

const invitationLasts = 3 * day;

interface Setting {
  keys: Keys;
  passwordHash: string;
  now: number;
}

export interface CrowdEvent {
  at: number;
  kind: "user_login_attempt" | "totp_finish_enrollment";
  isSuccess: boolean;
  detail: string;
  member: Member;
}

export function rowsOfMembers(members: readonly Member[], setting: Setting) {
  const enrolled = members.filter(({ enrolledAt }) => enrolledAt !== null);
  const invited = members.filter(({ state }) => state === "staged");
  return {
    accounts: members.map((member) => accountRow(member, setting)),
    account_words: members.flatMap(wordRows),
    group_members: members.map(membershipRow),
    totp_factors: enrolled.map((member) => appRow(member, setting.keys)),
    invitations: invited.map(invitationRow),
  };
}

export function rowsOfDepartments(
  groups: readonly Department[],
  now: number,
): { user_groups: Row<"user_groups">[] } {
  const at = now - 800 * day;
  const rows = groups.map(({ id, name, requiresMfa }) => ({
    id,
    name,
    name_key: nameKey(name),
    required_days: requiresMfa ? daysToSetUp : null,
    required_at: requiresMfa ? at : null,
    created_at: at,
  }));
  return { user_groups: rows };
}

export function rowsOfEvents(events: readonly CrowdEvent[]): { audit_events: Row<"audit_events">[] } {
  const rows = events.map(({ at, kind, isSuccess, detail, member }) => ({
    at,
    kind,
    actor_id: member.id,
    actor: member.email,
    actor_name: member.name,
    subject_id: null,
    subject: null,
    outcome: isSuccess ? ("success" as const) : ("failure" as const),
    detail,
    address: member.address,
    link: null,
    seq: null,
  }));
  return { audit_events: rows };
}

function accountRow(member: Member, { passwordHash, now }: Setting): Row<"accounts"> {
  const { state, department, requiredAt, enrolledAt, lockedAt, createdAt } = member;
  const isInvited = state === "staged";
  const isRequired = requiredAt !== null;
  const enrolBy = isRequired && !isInvited ? requiredAt + daysToSetUp * day : null;
  const facts = {
    realm: "user",
    isActive: state === "active",
    isMfaRequired: isRequired,
    isEnrolled: enrolledAt !== null,
    requiredAt,
    enrolBy,
    deadlineLockedAt: lockedAt,
  } as const;
  const lastLogin = member.logins
    .filter(({ isRight }) => isRight)
    .reduce((most, { at }) => Math.max(most, at), 0);
  return {
    id: member.id,
    realm: "user",
    role: null,
    username: member.username,
    email: member.email,
    email_key: member.email,
    name: member.name,
    name_key: nameKey(member.name),
    state,
    suspended_at: member.suspendedAt,
    password_hash: isInvited ? null : passwordHash,
    password_set_at: isInvited ? null : createdAt,
    mfa_required: isRequired ? 1 : 0,
    mfa_required_at: requiredAt,
    mfa_only_by_groups: isRequired && department.requiresMfa ? 1 : 0,
    enrol_by: enrolBy,
    days_from_acceptance: isInvited ? daysToSetUp : null,
    deadline_locked_at: lockedAt,
    is_enrolled: enrolledAt === null ? 0 : 1,
    // Reminders with a time before `now` are left out, so they are never sent.
    deadline_due_at: dueAt(facts, [72, 24], now),
    recovered_at: null,
    mail_undelivered_since: member.undeliveredSince,
    created_at: createdAt,
    last_sign_in_at: lastLogin || null,
    last_sign_in_address: lastLogin ? member.address : null,
  };
}

function wordRows({ id, name, username, email }: Member): Row<"account_words">[] {
  return wordsOf({ name, username, email, email_key: email }).map((word) => ({ word, account_id: id }));
}

function membershipRow({ id, department, requiredAt, createdAt, enrolledAt }: Member): Row<"group_members"> {
  const joinedAt = requiredAt ?? createdAt;
  return {
    group_id: department.id,
    account_id: id,
    joined_at: joinedAt,
    counts_from: joinedAt,
    is_enrolled: enrolledAt === null ? 0 : 1,
  };
}

function appRow({ id, enrolledAt, address, logins }: Member, keys: Keys): Row<"totp_factors"> {
  const identity = { id: randomUUID(), account_id: id };
  const used = logins.filter(({ isRight }) => isRight).map(({ at }) => at);
  return {
    ...identity,
    name: "Authenticator app",
    state: "confirmed",
    sealed_secret: sealSecret(keys, randomBytes(20), identity),
    browser_hash: null,
    last_step: 0,
    created_at: enrolledAt ?? 0,
    confirmed_at: enrolledAt,
    bound_from: address,
    last_used_at: used.length === 0 ? enrolledAt : Math.max(...used),
  };
}

function invitationRow({ id, createdAt }: Member): Row<"invitations"> {
  return {
    token_hash: randomBytes(32),
    account_id: id,
    sent_at: createdAt,
    expires_at: createdAt + invitationLasts,
  };
}
