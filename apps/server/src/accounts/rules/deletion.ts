import type { ProblemCode } from "@sallyport/contract/problem";
import type { AccountRow } from "../../database/schema.ts";
import { mayActOn } from "../administrators/rules/roles.ts";

/** Must equal `daysOfSuspension` in packages/contract/src/deletion.ts. */
export const suspensionMs = 30 * 24 * 60 * 60 * 1000;

type Deletable = Pick<AccountRow, "created_at" | "state" | "suspended_at" | "last_sign_in_at">;

/** The time from which the account can be deleted. Null if the account must be suspended first. */
export function deletableFrom({
  created_at,
  state,
  suspended_at,
  last_sign_in_at,
}: Deletable): number | null {
  if (last_sign_in_at === null) return created_at;
  return state === "suspended" && suspended_at !== null ? suspended_at + suspensionMs : null;
}

export function isDeletable(account: Deletable, now: number): boolean {
  const from = deletableFrom(account);
  return from !== null && now >= from;
}

type Person = Pick<AccountRow, "id" | "realm" | "role">;

interface Deletion {
  actor: Person;
  subject: Person & Deletable;
  isLastOwner: boolean;
}

/** Null if the actor is allowed to delete the account. */
export function whyNotDeletable({ actor, subject, isLastOwner }: Deletion, now: number): ProblemCode | null {
  if (actor.id === subject.id) return "forbidden";
  if (subject.realm === "administrator" && !mayActOn(actor.role, subject.role)) return "forbidden";
  if (isLastOwner) return "last-owner";
  return isDeletable(subject, now) ? null : "not-deletable-yet";
}
