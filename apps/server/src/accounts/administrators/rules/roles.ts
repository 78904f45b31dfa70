import type { AdministratorRole } from "@sallyport/contract/text";

type Role = AdministratorRole | null;

/** Whether a role has all rights of the role `needed`. An account without a role has none. */
export function isAtLeast(role: Role, needed: AdministratorRole): boolean {
  return role !== null && rank(role) <= rank(needed);
}

/** Whether an administrator may act on an account of this role: never on a role above their own. */
export function mayActOn(actor: Role, subject: Role): boolean {
  return actor !== null && subject !== null && rank(actor) <= rank(subject);
}

const ranks: Record<AdministratorRole, number> = {
  owner: 0,
  administrator: 1,
  "help-desk": 2,
  "read-only": 3,
};

/** 0 for owners; the higher the number, the less it may do. */
function rank(role: AdministratorRole): number {
  return ranks[role];
}
