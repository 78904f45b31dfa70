import type { AdministratorRole } from "@sallyport/contract/text";

type Role = AdministratorRole | null;

/** Returns false if the account has no role. */
export function isAtLeast(role: Role, needed: AdministratorRole): boolean {
  return role !== null && rank(role) <= rank(needed);
}

/** An administrator may change accounts with the same role or a lower role. */
export function mayActOn(actor: Role, subject: Role): boolean {
  return actor !== null && subject !== null && rank(actor) <= rank(subject);
}

const ranks: Record<AdministratorRole, number> = {
  owner: 0,
  administrator: 1,
  "help-desk": 2,
  "read-only": 3,
};

/** The owner has rank 0. A higher rank means fewer rights. */
function rank(role: AdministratorRole): number {
  return ranks[role];
}
