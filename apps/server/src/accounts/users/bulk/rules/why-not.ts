import type { AccountRow } from "../../../../database/schema.ts";

/** Null if the action affects the user. `job-words.ts` in the contract has the sentences. */
export type WhyNot = string | null;

type User = Pick<
  AccountRow,
  "state" | "mfa_required" | "is_enrolled" | "enrol_by" | "days_from_acceptance" | "deadline_locked_at"
>;

export function whyNotRequire({ mfa_required }: User): WhyNot {
  return mfa_required === 1 ? "already-required" : null;
}

export function whyNotExtend({ mfa_required, is_enrolled }: User): WhyNot {
  if (mfa_required === 0) return "not-required";
  return is_enrolled === 1 ? "already-set-up" : null;
}

/** The mail of a reminder names a deadline, so the user must have a deadline. */
export function whyNotRemind(user: User, { isReminded, now }: { isReminded: boolean; now: number }): WhyNot {
  const { state, enrol_by, deadline_locked_at } = user;
  const reason = whyNotExtend(user);
  if (reason) return reason;
  if (state === "staged") return "invited";
  if (state === "suspended") return "suspended";
  if (enrol_by === null) return "due-at-next-login";
  if (deadline_locked_at !== null || enrol_by <= now) return "locked-by-deadline";
  return isReminded ? "reminded-lately" : null;
}

export function whyNotSuspend({ state }: User): WhyNot {
  if (state === "staged") return "invited";
  return state === "suspended" ? "already-suspended" : null;
}

export function whyNotActivate({ state }: User): WhyNot {
  if (state === "staged") return "invited";
  return state === "active" ? "already-active" : null;
}

export function whyNotJoin(joining: { isMember: boolean } | null): WhyNot {
  if (!joining) return "group-deleted";
  return joining.isMember ? "already-member" : null;
}

export function whyNotInvite({ state }: User): WhyNot {
  return state === "staged" ? null : "not-invited";
}
