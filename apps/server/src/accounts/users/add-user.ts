import type { User } from "@sallyport/contract/users";
import { addUser as contract } from "@sallyport/contract/users";
import { Refused } from "../../core/refusal.ts";
import type { Queryable } from "../../database/database.ts";
import { noFactors } from "../../factors/rules/factors.ts";
import { invite } from "../../invitations/invite.ts";
import { requireProof } from "../../sessions/require-proof.ts";
import { insertAccount, refuseTaken } from "../accounts.repository.ts";
import { carryOut, recordAct } from "../carry-out.ts";
import { opensApplications } from "../groups/groups.repository.ts";
import { joinGroups } from "../groups/members.ts";
import { daysOfNewUsers } from "../groups/policies.repository.ts";
import { isDefaultEased } from "../groups/rules/easing.ts";
import type { AccountsParts, Actor, Author } from "../parts.ts";
import { findUser } from "./find-user.ts";
import { type Requirement, saveRequirement } from "./users.ts";
import { viewUser } from "./view-user.ts";

interface NewUser {
  username: string;
  email: string;
  name: string;
  mfa?: Requirement | undefined;
  groups?: readonly string[] | undefined;
}

export async function addUser(parts: AccountsParts, actor: Actor, user: NewUser): Promise<User> {
  return carryOut(parts, { actor, what: contract.summary }, async (here) => {
    // defence: AT-93 groups
    if (user.groups?.length && "key" in here.actor.caller) throw new Refused("key-not-allowed");
    const days = (await daysOfNewUsers(here.tx)) ?? null;
    const isLess = user.mfa !== undefined && isDefaultEased(days, user.mfa.isRequired ? user.mfa.days : null);
    const opensMore = await opensApplications(here.tx, user.groups ?? []);
    // defence: AT-152 new
    if (isLess || opensMore) requireProof(here.actor.caller, "second-factor", here.now);
    const id = await insertUser(parts, here, user);
    return viewUser(here.tx, await findUser(here.tx, id), here.now);
  });
}

interface ImportedUser extends NewUser {
  passwordHash?: string;
  origin?: string;
  isInvitationCounted?: boolean;
}

/** @returns the ID of the account */
export async function insertUser(
  parts: AccountsParts,
  { tx, actor, now }: { tx: Queryable; actor: Author; now: number },
  { mfa, groups = [], origin = "", isInvitationCounted = true, ...user }: ImportedUser,
): Promise<string> {
  await refuseTaken(tx, { realm: "user", ...user });
  const account = await insertAccount(tx, { realm: "user", ...user, now });
  const change = { tx, actor, subject: { account, factors: noFactors }, now };
  if (account.state === "staged") {
    await invite(tx, parts, { account, inviter: actor.caller.account, isCounted: isInvitationCounted }, now);
  }
  await recordAct(change, "user_create", origin);
  const requirement = mfa ?? (await requirementOfNewUsers(tx));
  if (groups.length > 0) await joinGroups(parts, change, { ids: groups, isTold: !requirement.isRequired });
  if (requirement.isRequired) await saveRequirement(parts, change, requirement, user);
  return account.id;
}

async function requirementOfNewUsers(tx: Queryable): Promise<Requirement> {
  const days = await daysOfNewUsers(tx);
  return days === undefined ? { isRequired: false } : { isRequired: true, days };
}
