import type { Queryable } from "../../database/database.ts";
import { isEnrolled } from "../../factors/rules/factors.ts";
import { type SessionFacts, whereabouts } from "../../journey/journey.ts";
import { lowerRole } from "../administrators/rules/roles.ts";
import { accountFacts } from "../facts.ts";
import type { KeyAccount } from "../parts.ts";
import { findKeyOfAccountAgain, type KeyOfAccount } from "./key-account.repository.ts";
import { isOver } from "./rules/key-life.ts";

export function whyNotUsable(found: KeyOfAccount, now: number): string | null {
  const { key, account, factors } = found;
  // defence: AT-93 expiry
  if (isOver(key, now)) return "it has expired";
  // defence: AT-93 owner
  if (account.realm !== "administrator" || account.state !== "active") return "its owner isn't active";
  // The key was made with a second factor, so the key needs an owner with a factor.
  if (!isEnrolled(factors)) return "its owner has no second factor";
  if (whereabouts(accountFacts(found), afterSecondFactor, now).at !== "signed-in")
    return "its owner can't log in";
  return null;
}

const afterSecondFactor: SessionFacts = {
  aal: 2,
  isFinished: true,
  awaitsAcknowledgement: false,
  hasSetUpLink: false,
  isBindingLate: false,
  isBypassed: false,
};

/** The role is the lower one of the key's role and its owner's current role. */
export function actingThrough({ key, account, factors }: KeyOfAccount): KeyAccount {
  // defence: AT-93 role
  const role = lowerRole(account.role, key.role);
  return { key, account: { ...account, role, throughKey: key.name }, factors };
}

/** Returns null if the key has ended since the request began. */
export async function actingThroughAgain(
  tx: Queryable,
  { key }: KeyAccount,
  now: number,
): Promise<KeyAccount | null> {
  const found = await findKeyOfAccountAgain(tx, key.id);
  return found && whyNotUsable(found, now) === null ? actingThrough(found) : null;
}
