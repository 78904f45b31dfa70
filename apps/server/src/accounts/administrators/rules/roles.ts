import type { AdministratorRole } from "@sallyport/contract/text";

type Role = AdministratorRole | null;

export function isAtLeast(role: Role, needed: AdministratorRole): boolean {
  return role !== null && rank(role) <= rank(needed);
}

export function mayActOn(actor: Role, subject: Role): boolean {
  return actor !== null && subject !== null && rank(actor) <= rank(subject);
}

export function lowerRole(one: Role, other: AdministratorRole): Role {
  return one !== null && rank(one) < rank(other) ? other : one;
}

const ranks: Record<AdministratorRole, number> = {
  owner: 0,
  administrator: 1,
  "help-desk": 2,
  "read-only": 3,
};

/** The owner has rank 0. */
function rank(role: AdministratorRole): number {
  return ranks[role];
}
